//! Training: logistic regression for each kind over the features of letters whose meaning is known.
//!
//! Deterministic: the same letters in the same order give the same weights from the same build. Each weight is found by
//! AdaGrad (Duchi, Hazan and Singer 2011) with a squared penalty that grows with the number of letters.

use std::collections::{BTreeMap, BTreeSet};

use super::Feature;
use super::weights::{OUTPUTS, Output, Weights, scaled};
use crate::domain::reading::IntentKind;

/// Rounds over all letters.
const ROUNDS: usize = 40;
/// How far one step goes at first.
const STEP: f64 = 0.5;
/// How strongly each weight is drawn to nothing in one round.
const PENALTY: f64 = 1.0 / 8.0;
/// What stands in fewer letters than this is left out.
const SUPPORT: usize = 3;

/// A letter whose meaning is known.
#[derive(Clone, Debug)]
pub struct Example {
    /// What stands in it.
    pub features: Vec<Feature>,
    /// What it wants; empty for nothing.
    pub kinds: BTreeSet<IntentKind>,
    /// Any reasonable reader would act on it at once; `None` where nobody said.
    pub act: Option<bool>,
}

impl Example {
    fn has(&self, output: Output) -> Option<bool> {
        match output {
            Output::Kind(IntentKind::None) => Some(self.kinds.is_empty()),
            Output::Kind(kind) => Some(self.kinds.contains(&kind)),
            Output::Act => self.act,
        }
    }
}

/// Learns the weights.
pub fn train(examples: &[Example]) -> Weights {
    let keys = supported(examples);
    let rows: Vec<Vec<(usize, f64)>> = examples.iter().map(|example| row(&example.features, &keys)).collect();
    let columns: Vec<(Vec<f64>, f64)> = OUTPUTS
        .iter()
        .map(|output| {
            let wanted: Vec<Option<bool>> = examples.iter().map(|example| example.has(*output)).collect();
            learn(&rows, &wanted, keys.len())
        })
        .collect();
    Weights::of(keys.into_keys().collect(), &columns)
}

/// The keys that stand in enough letters, and their places.
fn supported(examples: &[Example]) -> BTreeMap<u32, usize> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(feature.key).or_default() += 1;
    }
    counts.retain(|_, count| *count >= SUPPORT);
    counts.into_keys().enumerate().map(|(at, key)| (key, at)).collect()
}

fn row(features: &[Feature], keys: &BTreeMap<u32, usize>) -> Vec<(usize, f64)> {
    let known: Vec<(usize, f64)> = features
        .iter()
        .filter_map(|feature| keys.get(&feature.key).map(|at| (*at, f64::from(feature.weight))))
        .collect();
    let scale = scaled(known.iter().map(|(_, weight)| *weight));
    known.into_iter().map(|(at, weight)| (at, weight * scale)).collect()
}

/// One output's weights and its bias.
fn learn(rows: &[Vec<(usize, f64)>], wanted: &[Option<bool>], keys: usize) -> (Vec<f64>, f64) {
    let mut weights = vec![0.0; keys];
    let mut squares = vec![1e-6; keys];
    let (mut bias, mut bias_square) = (0.0_f64, 1e-6);
    let penalties = penalties(rows, keys);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut state);
        for (row, wanted) in order.iter().filter_map(|at| Some((rows.get(*at)?, (*wanted.get(*at)?)?))) {
            let sum: f64 = row.iter().filter_map(|(at, x)| weights.get(*at).map(|w| w * x)).sum();
            let error = logistic(sum + bias) - f64::from(u8::from(wanted));
            bias_square += error * error;
            bias -= STEP * error / bias_square.sqrt();
            for (at, x) in row {
                let (Some(weight), Some(square)) = (weights.get_mut(*at), squares.get_mut(*at)) else { continue };
                let slope = error * x + penalties.get(*at).copied().unwrap_or_default() * *weight;
                *square += slope * slope;
                *weight -= STEP * slope / square.sqrt();
            }
        }
    }
    (weights, bias)
}

/// A weight is drawn to nothing once for each letter it stands in: all of that together is the same for each.
fn penalties(rows: &[Vec<(usize, f64)>], keys: usize) -> Vec<f64> {
    let mut counts = vec![0.0; keys];
    for (at, _) in rows.iter().flatten() {
        counts.get_mut(*at).into_iter().for_each(|count| *count += 1.0);
    }
    counts.into_iter().map(|count: f64| PENALTY / count.max(1.0)).collect()
}

/// Between 0 and 1.
pub(super) fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// Fisher and Yates, by a generator of its own (xorshift), so that it is the same everywhere.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let other = usize::try_from(*state % (last as u64 + 1)).unwrap_or_default();
        order.swap(last, other);
    }
}
