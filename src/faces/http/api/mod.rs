//! The API for tools, `/v1`.
