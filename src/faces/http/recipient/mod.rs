//! Pages for recipients.
