//! The real binary, run as a person would run it: with nothing of this process's environment.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a service may take to start or stop before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a command ended with.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// Its output, after checking its exit code.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }
}

/// A directory of its own, and the program working in it.
pub struct Program {
    dir: TempDir,
    database_url: Option<String>,
}

impl Program {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), database_url: None }
    }

    pub fn on(database_url: &str) -> Self {
        Self { database_url: Some(database_url.to_owned()), ..Self::new() }
    }

    /// One with an installation, made by a service that ran for a moment.
    pub fn begun() -> Self {
        let program = Self::new();
        program.serve().stop();
        program
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A file in its directory.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare_command();
        command.arg("--data-dir").arg(self.data());
        if let Some(url) = &self.database_url {
            command.arg("--database-url").arg(url);
        }
        command.args(arguments);
        command
    }

    fn bare_command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_desist"));
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TMPDIR", self.dir.path()).current_dir(self.dir.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it without saying which installation is meant.
    pub fn run_anywhere(&self, arguments: &[&str]) -> Ended {
        Self::ended(self.bare_command().args(arguments), "")
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ended {
        Self::ended(&mut self.command(arguments), input)
    }

    fn ended(command: &mut Command, input: impl AsRef<[u8]>) -> Ended {
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_owned();
        // A command that fails at once reads nothing; that is none of the writer's business.
        let writer = std::thread::spawn(move || _ = stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts a service on a free port and waits until it says that it runs.
    pub fn serve(&self) -> Serving {
        match self.try_serve() {
            Ok(serving) => serving,
            Err(ended) => panic!("it did not start: {ended:?}"),
        }
    }

    /// The same; `Err` when it ended instead.
    pub fn try_serve(&self) -> Result<Serving, Ended> {
        Self::await_running(self.spawn_serve())
    }

    pub fn spawn_serve(&self) -> Child {
        self.command(&["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap()
    }

    pub fn await_running(mut child: Child) -> Result<Serving, Ended> {
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap() == 0 {
                let mut err = String::new();
                child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
                return Err(Ended { code: child.wait().unwrap().code(), out: said, err });
            }
            said += &line;
            // A first start says it in a block that ends with the doctor's line; any later one in one line.
            let whole = line.starts_with("Desist is running") || line.contains("before real use");
            if let Some(origin) = origin(&said).filter(|_| whole) {
                return Ok(Serving { child, said, origin });
            }
        }
    }
}

fn origin(said: &str) -> Option<String> {
    let start = said.find("http://")?;
    Some(said[start..].split_whitespace().next()?.to_owned())
}

/// A service that runs, in a process of its own; killed with the test.
pub struct Serving {
    child: Child,
    /// What it printed on standard output so far.
    pub said: String,
    pub origin: String,
}

impl Serving {
    pub fn api_key(&self) -> Option<&str> {
        self.said.split_whitespace().find(|word| word.starts_with("dsk_"))
    }

    /// The sample link.
    pub fn link(&self) -> &str {
        self.said.split_whitespace().find(|word| word.contains("/u/")).unwrap()
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(status.unwrap().success());
    }

    /// Asks it to stop, and waits; answers its exit code.
    pub fn stop(mut self) -> Option<i32> {
        self.signal("TERM");
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it did not stop within {PATIENCE:?}");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The permission bits of a file.
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
