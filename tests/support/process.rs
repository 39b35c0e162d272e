//! The real program in a process of its own, with settings of the test's choosing.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::database::Place;

/// A command of the program on this installation. Nothing of the tests' own environment reaches it.
pub fn desist(place: &Place, settings: &[(&str, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_desist"));
    command.arg("--data-dir").arg(place.data_dir()).arg("--database-url").arg(place.url());
    command.env_clear().envs(settings.iter().map(|(name, value)| (*name, value)));
    command.stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command
}

/// The service, running.
pub struct Process {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    /// Held open: whoever closes a pipe stops its writer.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts it and waits until it runs.
    pub async fn start(place: &Place, settings: &[(&str, String)]) -> Self {
        let mut command = desist(place, settings);
        let mut child = command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let started = async {
            loop {
                let line = output.next_line().await.unwrap().expect("the service says where it runs");
                if let Some(at) = line.find("http://127.0.0.1:") {
                    return line[at..].chars().take_while(|c| !c.is_whitespace()).collect::<String>();
                }
            }
        };
        let base = tokio::time::timeout(Duration::from_secs(60), started).await.expect("it starts within 60 s");
        Self { child, base: base.trim_end_matches('/').to_owned(), _output: output }
    }

    /// SIGKILL: nothing of the process runs after this.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The addresses `u-TOKEN@` of these recipients for a topic, minted by the program itself.
pub async fn opt_out_addresses(
    place: &Place,
    settings: &[(&str, String)],
    topic: &str,
    recipients: &[String],
) -> Vec<String> {
    let mut command = desist(place, settings);
    command.args(["link", "mint", "--topic", topic]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = recipients.join("\n");
    let write = async move {
        input.write_all(text.as_bytes()).await.unwrap();
        input.shutdown().await.unwrap();
    };
    let ((), output) = tokio::join!(write, child.wait_with_output());
    let output = output.unwrap();
    assert!(output.status.success(), "link mint: {}", output.status);
    let address = |line: &str| {
        let link: serde_json::Value = serde_json::from_str(line).unwrap();
        link["unsubscribe_mailto"].as_str().unwrap().trim_start_matches("mailto:").to_owned()
    };
    String::from_utf8(output.stdout).unwrap().lines().map(address).collect()
}
