#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::collections::BTreeMap;
use std::convert::Infallible;

use data_encoding::HEXLOWER;
use proptest::prelude::*;

use super::*;

/// Every perfect subtree's hash, made level by level: slow in memory, plain to see.
struct Levels(Vec<Vec<Hash>>);

impl Levels {
    fn over(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while levels.last().unwrap().len() > 1 {
            let pairs = levels.last().unwrap().chunks_exact(2);
            levels.push(pairs.map(|pair| node_hash(&pair[0], &pair[1])).collect());
        }
        Self(levels)
    }

    fn fetch(&self, node: Node) -> Result<Hash, Infallible> {
        Ok(self.0[usize::from(node.level)][node.index as usize])
    }

    fn root(&self, size: u64) -> Hash {
        root_of(self.0[0][..size as usize].iter().copied())
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        inclusion_proof(index, size, |node| self.fetch(node)).unwrap()
    }

    fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        consistency_proof(old, new, |node| self.fetch(node)).unwrap()
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

fn flipped(hashes: &[Hash], bit: usize) -> Vec<Hash> {
    let mut hashes = hashes.to_vec();
    hashes.as_flattened_mut()[bit / 8] ^= 1 << (bit % 8);
    hashes
}

/// A spread of numbers that is the same in every run.
fn scatter(seed: u64) -> impl Iterator<Item = u64> {
    (0..).map(move |i: u64| {
        let hash = leaf_hash(&[seed.to_be_bytes(), i.to_be_bytes()].concat());
        u64::from_be_bytes(hash[..8].try_into().unwrap())
    })
}

/// The roots of standards A3.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

#[test]
fn log_01_the_roots_of_appendix_a3_come_out() {
    let data = LEAVES.map(|hex| leaf_hash(&HEXLOWER.decode(hex.as_bytes()).unwrap()));
    let mut frontier = Frontier::new();
    assert_eq!(HEXLOWER.encode(&empty_root()), ROOTS[0]);
    assert_eq!(HEXLOWER.encode(&frontier.root()), ROOTS[0]);
    for (size, leaf) in data.into_iter().enumerate() {
        frontier.push(leaf);
        assert_eq!(HEXLOWER.encode(&frontier.root()), ROOTS[size + 1], "size {}", size + 1);
        assert_eq!(root_of(data.into_iter().take(size + 1)), frontier.root());
    }
}

/// Ways to spoil a proof; each proof of the two tests below is spoilt in one of them, drawn at random.
fn spoilt(proof: &[Hash], draw: u64) -> Vec<Hash> {
    let bit = (draw / 8) as usize % (proof.len() * 256).max(1);
    match draw % 8 {
        0 => [proof, &[[0; 32]]].concat(),
        1 => [&[[0; 32]], proof].concat(),
        2 => proof[..proof.len() - 1].to_vec(),
        3 => proof[1..].to_vec(),
        _ => flipped(proof, bit),
    }
}

#[test]
fn log_03_every_inclusion_proof_up_to_300_leaves_verifies_and_no_altered_one_does() {
    let levels = Levels::over(leaves(300));
    let mut random = scatter(1);
    for size in 2..=300 {
        let root = levels.root(size);
        for index in 0..size {
            let leaf = levels.0[0][index as usize];
            let proof = levels.inclusion(index, size);
            let holds = |index, proof: &[Hash]| verify_inclusion(&leaf, index, size, proof, &root);
            assert!(holds(index, &proof), "{index} in {size}");
            assert!(!holds(size, &proof) && !holds(u64::MAX, &proof));
            let draw = random.next().unwrap();
            assert!(!holds(index, &spoilt(&proof, draw)), "{index} in {size}, draw {draw}");
            let bit = draw as usize % 256;
            match draw >> 32 & 3 {
                0 => assert!(!verify_inclusion(&flipped(&[leaf], bit)[0], index, size, &proof, &root)),
                1 => assert!(!verify_inclusion(&leaf, index, size, &proof, &flipped(&[root], bit)[0])),
                _ => assert!(!holds((index + 1 + draw % (size - 1)) % size, &proof), "{index} elsewhere in {size}"),
            }
        }
    }
}

#[test]
fn log_03_every_consistency_proof_up_to_300_leaves_verifies_and_no_altered_one_does() {
    let levels = Levels::over(leaves(300));
    let roots: Vec<Hash> = (0..=300).map(|size| levels.root(size)).collect();
    let mut random = scatter(2);
    for new in 1..=300u64 {
        for old in 0..=new {
            let (old_root, new_root) = (roots[old as usize], roots[new as usize]);
            let proof = levels.consistency(old, new);
            let holds = |proof: &[Hash]| verify_consistency(old, new, proof, &old_root, &new_root);
            assert!(holds(&proof), "{old} to {new}");
            let draw = random.next().unwrap();
            let bad = spoilt(&proof, if proof.is_empty() { draw & 1 } else { draw });
            assert!(!holds(&bad), "{old} to {new}, draw {draw}");
            assert!(old == new || !verify_consistency(new, old, &proof, &new_root, &old_root));
            let bit = draw as usize % 256;
            assert!(!verify_consistency(old, new, &proof, &flipped(&[old_root], bit)[0], &new_root));
            // Over the empty tree nothing is said about the new one.
            assert!(old == 0 || !verify_consistency(old, new, &proof, &old_root, &flipped(&[new_root], bit)[0]));
        }
    }
}

#[test]
fn log_03_in_small_trees_every_single_bit_counts() {
    let levels = Levels::over(leaves(9));
    for size in 1..=9 {
        for index in 0..size {
            let (leaf, root, proof) = (levels.0[0][index as usize], levels.root(size), levels.inclusion(index, size));
            let any =
                (0..proof.len() * 256).any(|bit| verify_inclusion(&leaf, index, size, &flipped(&proof, bit), &root));
            assert!(!any, "{index} in {size}");
            let (old_root, proof) = (levels.root(index), levels.consistency(index, size));
            let altered = |bit| verify_consistency(index, size, &flipped(&proof, bit), &old_root, &root);
            assert!(!(0..proof.len() * 256).any(altered), "{index} to {size}");
        }
    }
}

#[test]
fn log_03_nothing_is_proven_about_what_is_not_there() {
    let levels = Levels::over(leaves(5));
    assert!(
        levels.inclusion(5, 5).is_empty() && levels.inclusion(0, 0).is_empty() && levels.consistency(5, 3).is_empty()
    );
    assert!(!verify_inclusion(&empty_root(), 0, 0, &[], &empty_root()));
    assert!(verify_consistency(0, 0, &[], &empty_root(), &empty_root()));
    assert!(!verify_consistency(0, 0, &[], &levels.root(1), &levels.root(1)));
    assert!(verify_consistency(0, 5, &[], &empty_root(), &levels.root(5)));
    assert!(!verify_consistency(3, 5, &[], &levels.root(3), &levels.root(5)));
}

#[test]
fn log_03_the_largest_sizes_neither_overflow_nor_need_more_than_a_hash_a_level() {
    for size in [1 << 63, (1 << 63) + 1, u64::MAX] {
        for index in [0, 1, size / 2, size - 1] {
            let proof = inclusion_proof(index, size, |_| Ok::<_, Infallible>([0; 32])).unwrap();
            assert!(proof.len() <= MAX_PROOF);
            assert!(!verify_inclusion(&[0; 32], index, size, &proof, &[0; 32]));
            let proof = consistency_proof(index, size, |_| Ok::<_, Infallible>([0; 32])).unwrap();
            assert!(!verify_consistency(index, size, &proof, &[0; 32], &[1; 32]));
        }
    }
}

#[test]
fn log_03_an_independent_implementation_makes_the_same_roots_and_proofs() {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    let ours = Levels::over(leaves(300));
    let mut theirs = MemoryBackedTree::<sha2_for_ct_merkle::Sha256, Vec<u8>>::new();
    for size in 1..=300u64 {
        theirs.push((size - 1).to_be_bytes().to_vec());
        assert_eq!(theirs.root().as_bytes().as_slice(), ours.root(size));
        // All indices of some sizes rather than some of all: the right edge is where mistakes live.
        if size <= 70 || size % 16 < 2 || size == 300 {
            for other in 0..size {
                let inclusion = theirs.prove_inclusion(other as usize);
                assert_eq!(inclusion.as_bytes(), ours.inclusion(other, size).as_flattened(), "{other} in {size}");
                let consistency = theirs.prove_consistency(other as usize);
                let old = size - other;
                assert_eq!(consistency.as_bytes(), ours.consistency(old, size).as_flattened(), "{old} to {size}");
            }
        }
    }
}

#[test]
fn a_frontier_survives_storage_and_damage_to_it_is_noticed() {
    let mut frontier = Frontier::new();
    for leaf in leaves(700) {
        let bytes = frontier.to_bytes();
        assert_eq!(Frontier::from_bytes(&bytes).as_ref(), Ok(&frontier));
        assert!(Frontier::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(Frontier::from_bytes(&[bytes.as_slice(), &[0; 32]].concat()).is_err());
        frontier.push(leaf);
    }
    assert!(Frontier::from_bytes(&[]).is_err());
    assert!(Frontier::from_bytes(&u64::MAX.to_be_bytes()).is_err());
}

proptest! {
    #[test]
    fn a_frontier_taken_up_again_goes_on_as_if_it_had_never_stopped(size in 0u64..600, more in 0u64..300) {
        let all = leaves(size + more);
        let levels = Levels::over(all.clone());
        let mut frontier = Frontier::at(size, |node| levels.fetch(node)).unwrap();
        prop_assert_eq!(frontier.root(), levels.root(size));
        all[size as usize..].iter().for_each(|leaf| frontier.push(*leaf));
        prop_assert_eq!(frontier.size(), size + more);
        prop_assert_eq!(frontier.root(), levels.root(size + more));
    }
}

/// A store as the database is one: leaf hashes, and complete tiles with their roots; nothing else.
#[derive(Default)]
struct TileStore {
    leaves: Vec<Hash>,
    tiles: BTreeMap<TileRef, (Tile, Hash)>,
}

impl TileStore {
    fn append(&mut self, leaves: &[Hash]) {
        let old = self.size();
        self.leaves.extend_from_slice(leaves);
        for at in complete_tiles(old, self.size()) {
            let tile = Tile::new(at, self.singles(&at.inputs())).unwrap();
            let stored = Tile::from_bytes(at, &tile.to_bytes()).unwrap();
            assert_eq!(stored, tile);
            assert!(self.tiles.insert(at, (stored, tile.root())).is_none(), "a tile is written once");
        }
    }

    fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    fn singles(&self, source: &Source) -> Vec<Hash> {
        match source {
            Source::Leaves(range) => self.leaves[range.start as usize..range.end as usize].to_vec(),
            Source::TileRoots { level, numbers } => {
                let root = |number| self.tiles[&TileRef { level: *level, number }].1;
                numbers.clone().map(root).collect()
            }
            Source::Tile(_) => panic!("a tile is no single hash"),
        }
    }

    fn fetch(&self, node: Node) -> Option<Hash> {
        match Source::of(node, self.size()) {
            Source::Tile(at) => self.tiles[&at].0.node(node),
            singles => Some(root_of(self.singles(&singles).into_iter())),
        }
    }

    fn checked(&self, node: Node) -> Result<Hash, Node> {
        self.fetch(node).ok_or(node)
    }
}

#[test]
fn proofs_from_complete_tiles_alone_equal_those_from_the_whole_tree() {
    let all = leaves(70_000);
    let levels = Levels::over(all.clone());
    let mut store = TileStore::default();
    for size in [1u64, 2, 255, 256, 257, 511, 513, 4_099, 65_535, 65_536, 65_537, 66_000, 70_000] {
        store.append(&all[store.size() as usize..size as usize]);
        assert_eq!(Frontier::at(size, |node| store.checked(node)).unwrap().root(), levels.root(size));
        for (index, other) in [0, size - 1].into_iter().chain(scatter(size)).zip(scatter(!size)).take(12) {
            // The proof may be for an earlier head than the one the store has reached.
            let older = other % size + 1;
            let index = index % older;
            let proof = inclusion_proof(index, older, |node| store.checked(node)).unwrap();
            assert_eq!(proof, levels.inclusion(index, older), "{index} in {older} of {size}");
            let proof = consistency_proof(older, size, |node| store.checked(node)).unwrap();
            assert_eq!(proof, levels.consistency(older, size), "{older} to {size}");
        }
    }
}

#[test]
fn a_tree_of_70000_leaves_has_the_tiles_of_the_c2sp_example() {
    let tiles = complete_tiles(0, 70_000);
    let at = |level| tiles.iter().filter(|tile| tile.level == level).count();
    assert_eq!((at(0), at(1), at(2)), (273, 1, 0));
    assert_eq!(complete_tiles(0, 255), []);
    assert_eq!(complete_tiles(255, 256), [TileRef { level: 0, number: 0 }]);
    let last = [TileRef { level: 0, number: 255 }, TileRef { level: 1, number: 0 }];
    assert_eq!(complete_tiles(65_535, 65_536), last);
    assert_eq!(last[1].inputs(), Source::TileRoots { level: 0, numbers: 0..256 });
    assert_eq!(last[0].inputs(), Source::Leaves(65_280..65_536));
    assert_eq!(complete_tiles(65_536, 65_536), []);
}

#[test]
fn what_is_needed_is_exactly_what_is_asked_for_and_never_beyond_the_tree() {
    for (one, other) in scatter(3).zip(scatter(4)).take(300) {
        let size = one % 100_000 + 1;
        let index = other % size;
        let asked = std::cell::RefCell::new(Vec::new());
        let note = |node| {
            asked.borrow_mut().push(node);
            Ok::<_, Infallible>([0; 32])
        };
        inclusion_proof(index, size, note).unwrap();
        let inclusion = asked.take();
        consistency_proof(index, size, note).unwrap();
        let consistency = asked.take();
        assert_eq!(inclusion, inclusion_nodes_needed(index, size));
        assert_eq!(consistency, consistency_nodes_needed(index, size));
        let within = |node: &Node| (node.index + 1) << node.level <= size;
        assert!(inclusion.iter().chain(&consistency).chain(&frontier_nodes_needed(size)).all(within));
    }
}

#[test]
fn a_tile_answers_for_its_own_nodes_and_refuses_bytes_of_another_length() {
    let at = TileRef { level: 0, number: 1 };
    let tile = Tile::new(at, leaves(256)).unwrap();
    assert!(tile.node(Node { level: 0, index: 255 }).is_none());
    assert_eq!(tile.node(Node { level: 0, index: 256 }), Some(leaves(1)[0]));
    assert_eq!(tile.node(Node { level: 7, index: 3 }), Some(root_of(leaves(256).into_iter().skip(128))));
    assert!(tile.node(Node { level: 8, index: 1 }).is_none(), "its root is for the tile above to give");
    assert_eq!(tile.root(), root_of(leaves(256).into_iter()));
    assert!(Tile::new(at, leaves(255)).is_err());
    assert!(Tile::from_bytes(at, &tile.to_bytes()[1..]).is_err());
    assert!(Tile::from_bytes(at, &[tile.to_bytes().as_slice(), &[0; 32]].concat()).is_err());
    assert_eq!(tile.to_bytes().len(), TILE_BYTES);
}
