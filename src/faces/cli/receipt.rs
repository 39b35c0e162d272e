//! `desist receipt`, and `desist verify --receipt`, which needs no installation at all.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use serde_json::json;

use super::args::{Receipt as What, Verify};
use super::failure::Failure;
use super::paint::Paint;
use super::verify::{key_text, read};
use super::{Answer, address, open, print, print_json};
use crate::domain::note::Verifier;
use crate::domain::receipt::{Receipt, VerifiedReceipt};
use crate::faces::serve::house::OnEmpty;
use crate::settings::Settings;

pub(super) async fn run(what: &What, settings: &Settings) -> Result<Answer, Failure> {
    let address = address(&what.address)?;
    let services = open(settings, OnEmpty::Refuse).await?;
    let text = services.receipt(&address, what.index).await?.to_text();
    let Some(path) = &what.output else {
        print(&text)?;
        return Ok(Answer::Yes);
    };
    let failed = |e| Failure::io(&format!("write {}", path.display()), e);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    eprintln!("Verify it anywhere: desist verify --receipt FILE --public-key {}", services.vault.signer.vkey());
    Ok(Answer::Yes)
}

/// Verifies a receipt with nothing but the file and the public key.
pub(super) fn verify_offline(what: &Verify) -> Result<Answer, Failure> {
    let (Some(file), Some(key)) = (&what.receipt, &what.public_key) else {
        return Err(Failure::Input("--receipt needs --public-key.".to_owned()));
    };
    let verifier = Verifier::parse(&key_text(key)?).map_err(|e| Failure::Input(format!("--public-key: {e}.")))?;
    let text = read(file, "receipt")?;
    let verified = Receipt::parse(&text).and_then(|receipt| receipt.verify(&verifier));
    let answer = if verified.is_ok() { Answer::Yes } else { Answer::No };
    match (verified, what.json) {
        (Ok(receipt), true) => print_json(&shown(&receipt))?,
        (Ok(receipt), false) => print(&told(&receipt))?,
        (Err(error), true) => print_json(&json!({ "verifies": false, "why": error.to_string() }))?,
        (Err(error), false) => print(&format!("{} {error}\n", Paint::stdout().bad("It does not verify:")))?,
    }
    Ok(answer)
}

fn shown(receipt: &VerifiedReceipt) -> serde_json::Value {
    json!({
        "verifies": true,
        "ledger": receipt.checkpoint.origin,
        "ledger_size": receipt.checkpoint.size,
        "index": receipt.index,
        "address": receipt.address,
        "leaf": serde_json::from_str::<serde_json::Value>(&receipt.leaf).unwrap_or_default(),
    })
}

fn told(receipt: &VerifiedReceipt) -> String {
    let about = receipt.address.as_deref().unwrap_or("the recipient key in it");
    format!(
        "{} entry {} of {} in the ledger {}\nabout {about}\n{}\n",
        Paint::stdout().good("It verifies:"),
        receipt.index,
        receipt.checkpoint.size,
        receipt.checkpoint.origin,
        receipt.leaf
    )
}
