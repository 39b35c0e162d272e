//! The socket at which mail is handed over: who may connect, how many at a time, and the orderly stop.

use std::fs;
use std::net::IpAddr;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::session::{House, Session};
use super::wire::{Io, Room, Wire};
use super::{Recipients, Status, tls};
use crate::faces::cli::failure::Failure;
use crate::services::Services;
use crate::settings::{LmtpIn, MailListen};

/// After trouble with accepting, such as no free file descriptor.
const BREATH: Duration = Duration::from_millis(200);
/// How long a client may take to hear that there is no room.
const LAST_WORD: Duration = Duration::from_secs(2);
/// Mails under way may together take as much memory as so many of the largest.
const LARGEST_AT_A_TIME: usize = 4;

/// A bound socket.
pub struct MailSocket {
    listener: Listener,
    /// Where it listens, in the words of the settings.
    pub place: String,
}

enum Listener {
    Tcp(TcpListener),
    Unix(UnixListener, PathBuf),
}

impl MailSocket {
    /// Binds it.
    ///
    /// # Errors
    /// When the address is taken, or the socket cannot be made.
    pub fn bind(listen: &MailListen) -> Result<Self, Failure> {
        match listen {
            MailListen::Tcp(address) => {
                let failed = |e| Failure::io(&format!("listen for mail on {address} (intake.lmtp.listen)"), e);
                let socket = std::net::TcpListener::bind(address).map_err(failed)?;
                socket.set_nonblocking(true).map_err(failed)?;
                let listener = TcpListener::from_std(socket).map_err(failed)?;
                let place = listener.local_addr().map_err(failed)?.to_string();
                Ok(Self { listener: Listener::Tcp(listener), place })
            }
            MailListen::Unix(path) => {
                let failed = |e| Failure::io(&format!("listen for mail on {} (intake.lmtp.listen)", path.display()), e);
                remove_stale(path);
                let listener = UnixListener::bind(path).map_err(failed)?;
                // Mail servers run as users of their own; who may come near is the directory's business.
                fs::set_permissions(path, fs::Permissions::from_mode(0o666)).map_err(failed)?;
                let place = format!("unix:{}", path.display());
                Ok(Self { listener: Listener::Unix(listener, path.clone()), place })
            }
        }
    }
}

/// A socket that a killed process left behind: nobody answers there.
fn remove_stale(path: &Path) {
    let is_socket = fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    if is_socket && std::os::unix::net::UnixStream::connect(path).is_err() {
        // If it cannot be removed, binding says so.
        let _ = fs::remove_file(path);
    }
}

/// Takes mail until it is told to stop.
pub struct MailServer {
    socket: MailSocket,
    house: Arc<House>,
    connections: Arc<Semaphore>,
}

impl MailServer {
    /// On this socket.
    ///
    /// # Errors
    /// When certificate and key for STARTTLS cannot be used.
    pub fn new(
        socket: MailSocket,
        settings: &LmtpIn,
        max_size: usize,
        recipients: Recipients,
        services: Arc<Services>,
        status: Arc<Status>,
    ) -> Result<Self, Failure> {
        let starttls = settings.starttls.as_ref().map(|with| tls::acceptor(&with.cert, with.key.expose()));
        let tls = starttls.transpose().map_err(|e| Failure::Input(format!("intake.lmtp.tls_cert: {e}")))?;
        let house = House {
            services,
            recipients,
            hostname: settings.hostname.clone(),
            protocol: settings.protocol,
            max_size,
            room: Room::of(max_size.saturating_mul(LARGEST_AT_A_TIME)),
            patience: settings.timeout,
            relays: settings.trusted_relays.clone(),
            tls,
            status,
        };
        let most = usize::try_from(settings.max_connections.get()).unwrap_or(usize::MAX);
        let connections = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Ok(Self { socket, house: Arc::new(house), connections })
    }

    /// Serves. After the stop nobody new is let in, those who wait for our next word hear that we go, and a mail that is
    /// coming in is taken to its end.
    pub async fn run(self, stop: CancellationToken) {
        let sessions = TaskTracker::new();
        while let Some(accepted) = stop.run_until_cancelled(self.socket.accept()).await {
            match accepted {
                Ok((stream, peer)) => self.welcome(stream, peer, &sessions, &stop),
                Err(error) => {
                    tracing::warn!(error = %error.kind(), "a mail client could not be let in");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
        sessions.close();
        sessions.wait().await;
        if let Listener::Unix(_, path) = &self.socket.listener {
            // Left behind, it would only be removed at the next start.
            let _ = fs::remove_file(path);
        }
    }

    fn welcome(&self, stream: Box<dyn Io>, peer: Option<IpAddr>, sessions: &TaskTracker, stop: &CancellationToken) {
        let Ok(permit) = self.connections.clone().try_acquire_owned() else {
            sessions.spawn(turn_away(stream));
            return;
        };
        let session = Session::new(self.house.clone(), Wire::new(stream, self.house.patience), peer);
        let stop = stop.clone();
        sessions.spawn(async move {
            session.run(&stop).await;
            drop(permit);
        });
    }
}

impl MailSocket {
    async fn accept(&self) -> std::io::Result<(Box<dyn Io>, Option<IpAddr>)> {
        match &self.listener {
            Listener::Tcp(listener) => {
                let (stream, peer) = listener.accept().await?;
                stream.set_nodelay(true)?;
                Ok((Box::new(stream), Some(peer.ip().to_canonical())))
            }
            Listener::Unix(listener, _) => Ok((Box::new(listener.accept().await?.0), None)),
        }
    }
}

async fn turn_away(mut stream: Box<dyn Io>) {
    let word = async {
        stream.write_all(b"421 4.3.2 Too many connections, try again later\r\n").await?;
        stream.shutdown().await
    };
    // Whether it is heard does not matter: the client tries again in either case.
    let _ = tokio::time::timeout(LAST_WORD, word).await;
}
