//! Into a folder: exactly the bytes that would be sent, one file each.

use std::io;
use std::path::PathBuf;

use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::in_words;
use crate::domain::delivery::Outcome;

/// A folder that takes mail.
pub(super) struct Folder {
    pub(super) path: PathBuf,
}

impl Folder {
    pub(super) async fn send(&self, to: &str, raw: &[u8], id: &str) -> Outcome {
        match self.write(raw, &file_stem(id)).await {
            Ok(()) => Outcome::Sent,
            Err(error) => Outcome::unreachable(&in_words("the folder cannot be written", &error), to),
        }
    }

    /// Written beside, made durable, then renamed: whoever watches the folder sees whole files only.
    async fn write(&self, raw: &[u8], stem: &str) -> io::Result<()> {
        fs::create_dir_all(&self.path).await?;
        let part = self.path.join(format!(".{stem}.part"));
        let mut file = fs::File::create(&part).await?;
        file.write_all(raw).await?;
        file.sync_all().await?;
        fs::rename(&part, self.path.join(format!("{stem}.eml"))).await
    }
}

/// The id as a file name that leads nowhere else.
fn file_stem(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    id.chars().map(safe).collect()
}
