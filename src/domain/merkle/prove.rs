//! The prover: which hashes a proof consists of, and the proof from them (RFC 9162 sections 2.1.3.1 and 2.1.4.1).

use super::{Hash, Node, fold, perfect_nodes};

/// Leaves whose common hash is one line of a proof. On the right edge of the tree they are not a power of two; then
/// the line is folded from the perfect subtrees within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: u64,
    length: u64,
}

impl Span {
    fn nodes(self) -> impl Iterator<Item = Node> {
        perfect_nodes(self.start, self.length)
    }

    /// The two halves of RFC 9162: the left one has the largest power of two smaller than the length.
    fn split(self) -> (Self, Self) {
        let left = 1 << (self.length - 1).ilog2();
        (Self { start: self.start, length: left }, Self { start: self.start + left, length: self.length - left })
    }
}

/// The proof that the leaf `index` is in the tree of `size` leaves: the leaf's sibling first, the root's child last.
/// `fetch` is asked for the nodes of [`inclusion_nodes_needed`] only. Beyond the tree the proof is empty and verifies
/// nothing.
///
/// # Errors
/// Only those of `fetch`.
pub fn inclusion_proof<E>(index: u64, size: u64, fetch: impl FnMut(Node) -> Result<Hash, E>) -> Result<Vec<Hash>, E> {
    hashes(inclusion_spans(index, size), fetch)
}

/// The proof that the tree of `old` leaves is a prefix of the tree of `new` leaves. `fetch` is asked for the nodes of
/// [`consistency_nodes_needed`] only. It is empty where nothing needs proving (`old` is 0 or `new`) and where nothing
/// can be proven (`old` is larger).
///
/// # Errors
/// Only those of `fetch`.
pub fn consistency_proof<E>(old: u64, new: u64, fetch: impl FnMut(Node) -> Result<Hash, E>) -> Result<Vec<Hash>, E> {
    hashes(consistency_spans(old, new), fetch)
}

/// The nodes an inclusion proof is made from, so that a caller can load them beforehand.
pub fn inclusion_nodes_needed(index: u64, size: u64) -> Vec<Node> {
    inclusion_spans(index, size).into_iter().flat_map(Span::nodes).collect()
}

/// The nodes a consistency proof is made from, so that a caller can load them beforehand.
pub fn consistency_nodes_needed(old: u64, new: u64) -> Vec<Node> {
    consistency_spans(old, new).into_iter().flat_map(Span::nodes).collect()
}

fn hashes<E>(spans: Vec<Span>, mut fetch: impl FnMut(Node) -> Result<Hash, E>) -> Result<Vec<Hash>, E> {
    let line = |span: Span| Ok(fold(&span.nodes().map(&mut fetch).collect::<Result<Vec<_>, E>>()?));
    spans.into_iter().map(line).collect()
}

/// Walks from the root down to the leaf; the half not taken is a line of the proof.
fn inclusion_spans(index: u64, size: u64) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut here = Span { start: 0, length: size };
    while index < size && here.length > 1 {
        let (left, right) = here.split();
        let (taken, sibling) = if index < right.start { (left, right) } else { (right, left) };
        spans.push(sibling);
        here = taken;
    }
    spans.reverse();
    spans
}

/// Walks from the new root down to where the old tree ends. The last subtree reached lies wholly in the old tree; it is
/// a line of the proof unless it is the old tree itself, whose root the verifier has.
fn consistency_spans(old: u64, new: u64) -> Vec<Span> {
    if old == 0 || old >= new {
        return Vec::new();
    }
    let mut spans = Vec::new();
    let mut here = Span { start: 0, length: new };
    while here.start + here.length != old {
        let (left, right) = here.split();
        let (taken, sibling) = if old <= right.start { (left, right) } else { (right, left) };
        spans.push(sibling);
        here = taken;
    }
    if here.start != 0 {
        spans.push(here);
    }
    spans.reverse();
    spans
}
