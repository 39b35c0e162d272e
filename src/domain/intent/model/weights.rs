//! The model's data file: for each feature, how much it speaks for each kind.
//!
//! Big-endian: `desist-intent-1\n`, the number of features (u32), one scale (f32) and one bias (f32) an output, then a
//! row for each feature in the order of their keys: the key (u32) and a weight (i8, times the scale) an output.

use std::collections::BTreeSet;

use super::Feature;
use super::train::logistic;
use crate::domain::reading::IntentKind;

/// The file's first line.
const MAGIC: &[u8] = b"desist-intent-1\n";
/// A kind that is as likely as this is meant.
const LIKELY: f64 = 0.45;
/// Where none is, the likeliest one is meant if it is at least this likely,
const FAINT: f64 = 0.05;
/// and at least this much of how likely it is that nothing is wanted.
const BESIDE_NONE: f64 = 0.4;
/// How long the vector of a letter's features is.
const LENGTH: f64 = 2.0;

/// What the model says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Whether a letter wants this.
    Kind(IntentKind),
    /// Whether any reasonable reader would act on it at once.
    Act,
}

/// In the order of the file.
pub const OUTPUTS: &[Output] = &[
    Output::Kind(IntentKind::UnsubscribeAll),
    Output::Kind(IntentKind::UnsubscribeTopic),
    Output::Kind(IntentKind::Pause),
    Output::Kind(IntentKind::Resubscribe),
    Output::Kind(IntentKind::SharingOptOut),
    Output::Kind(IntentKind::Access),
    Output::Kind(IntentKind::Correction),
    Output::Kind(IntentKind::Deletion),
    Output::Kind(IntentKind::Complaint),
    Output::Kind(IntentKind::WrongPerson),
    Output::Kind(IntentKind::Question),
    Output::Kind(IntentKind::None),
    Output::Act,
];

/// What is wrong with a model's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no model of this version; make one with `desist intake train`")]
pub struct NoModel;

/// How likely each output is, in the order of [`OUTPUTS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion(Vec<f64>);

impl Opinion {
    /// How likely an output is, 0 to 1.
    pub fn of(&self, output: Output) -> f64 {
        let at = OUTPUTS.iter().position(|one| *one == output);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }

    /// How likely it is that just these stops are wanted, and that they may be applied without asking: the least likely
    /// of all that must hold.
    pub fn surety(&self, stops: &BTreeSet<IntentKind>) -> f64 {
        let of = |kind: IntentKind| self.of(Output::Kind(kind));
        let wanted = stops.iter().map(|kind| of(*kind));
        let against = |kind: &IntentKind| *kind == IntentKind::None || kind.is_opt_out() && !stops.contains(kind);
        let unwanted = IntentKind::ALL.iter().copied().filter(against).map(|kind| 1.0 - of(kind));
        wanted.chain(unwanted).fold(self.of(Output::Act), f64::min)
    }

    /// What the letter wants; empty for nothing.
    pub fn kinds(&self) -> BTreeSet<IntentKind> {
        let of = |kind: IntentKind| self.of(Output::Kind(kind));
        let wishes = || IntentKind::ALL.iter().copied().filter(|kind| *kind != IntentKind::None);
        let likely: BTreeSet<IntentKind> = wishes().filter(|kind| of(*kind) >= LIKELY).collect();
        if !likely.is_empty() {
            return likely;
        }
        let best = wishes().max_by(|a, b| of(*a).total_cmp(&of(*b)));
        best.filter(|kind| of(*kind) >= FAINT && of(*kind) >= BESIDE_NONE * of(IntentKind::None)).into_iter().collect()
    }
}

/// Weights by feature and output.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    keys: Vec<u32>,
    scales: Vec<f32>,
    biases: Vec<f32>,
    /// A row of outputs for each key.
    values: Vec<i8>,
}

impl Weights {
    /// Rounds learned weights: a column and a bias for each output.
    pub(super) fn of(keys: Vec<u32>, columns: &[(Vec<f64>, f64)]) -> Self {
        let most = |(weights, _): &(Vec<f64>, f64)| weights.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
        let steps: Vec<f64> = columns.iter().map(|column| most(column).max(1e-9) / 127.0).collect();
        let rounded = |at: usize, (column, step): (&(Vec<f64>, f64), &f64)| {
            #[allow(clippy::cast_possible_truncation, reason = "at most 127 by the step")]
            let value = (column.0.get(at).copied().unwrap_or_default() / step).round() as i8;
            value
        };
        let row = |at| columns.iter().zip(&steps).map(move |column| rounded(at, column));
        let values = (0..keys.len()).flat_map(row).collect();
        #[allow(clippy::cast_possible_truncation, reason = "as the file keeps them")]
        let small = |of: &dyn Fn(usize) -> f64| (0..columns.len()).map(|at| of(at) as f32).collect();
        Self {
            keys,
            scales: small(&|at| steps.get(at).copied().unwrap_or_default()),
            biases: small(&|at| columns.get(at).map_or(0.0, |(_, bias)| *bias)),
            values,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is not one, or cut off.
    pub fn read(bytes: &[u8]) -> Result<Self, NoModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NoModel)?;
        let (count, rest) = rest.split_first_chunk::<4>().ok_or(NoModel)?;
        let outputs = OUTPUTS.len();
        let (head, rows) = rest.split_at_checked(8 * outputs).ok_or(NoModel)?;
        let numbers: Vec<f32> =
            head.chunks_exact(4).filter_map(|four| four.try_into().ok().map(f32::from_be_bytes)).collect();
        let (scales, biases) = numbers.split_at_checked(outputs).ok_or(NoModel)?;
        let rows: Vec<&[u8]> = rows.chunks(4 + outputs).collect();
        if rows.len() != usize::try_from(u32::from_be_bytes(*count)).map_err(|_| NoModel)? {
            return Err(NoModel);
        }
        let mut weights =
            Self { keys: Vec::new(), scales: scales.to_vec(), biases: biases.to_vec(), values: Vec::new() };
        for row in rows {
            let (key, values) = row.split_first_chunk::<4>().ok_or(NoModel)?;
            weights.keys.push(u32::from_be_bytes(*key));
            weights.values.extend(values.iter().map(|byte| i8::from_be_bytes([*byte])));
        }
        let is_sorted = weights.keys.is_sorted() && weights.values.len() == weights.keys.len() * outputs;
        is_sorted.then_some(weights).ok_or(NoModel)
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(u32::try_from(self.keys.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(self.scales.iter().chain(&self.biases).flat_map(|number| number.to_be_bytes()));
        for (key, row) in self.keys.iter().zip(self.values.chunks(OUTPUTS.len())) {
            bytes.extend(key.to_be_bytes());
            bytes.extend(row.iter().flat_map(|value| value.to_be_bytes()));
        }
        bytes
    }

    /// What the model makes of a letter of these features.
    pub fn opinion(&self, features: &[Feature]) -> Opinion {
        let mut sums = vec![0.0; OUTPUTS.len()];
        let known = || features.iter().filter_map(|feature| Some((feature, self.row(feature.key)?)));
        let scale = scaled(known().map(|(feature, _)| f64::from(feature.weight)));
        for (feature, row) in known() {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += f64::from(feature.weight) * f64::from(*value);
            }
        }
        let parts = sums.into_iter().zip(&self.scales).zip(&self.biases);
        Opinion(parts.map(|((sum, step), bias)| logistic(sum * scale * f64::from(*step) + f64::from(*bias))).collect())
    }

    /// How much a feature speaks for an output.
    pub fn of_feature(&self, feature: &Feature, output: usize) -> f64 {
        let value = self.row(feature.key).and_then(|row| row.get(output)).copied().unwrap_or_default();
        f64::from(feature.weight) * f64::from(value)
    }

    fn row(&self, key: u32) -> Option<&[i8]> {
        let at = self.keys.binary_search(&key).ok()?;
        self.values.get(at * OUTPUTS.len()..(at + 1) * OUTPUTS.len())
    }
}

/// What makes a vector of these weights [`LENGTH`] long.
pub(super) fn scaled(weights: impl Iterator<Item = f64>) -> f64 {
    let length = weights.map(|weight| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 { LENGTH / length } else { 0.0 }
}
