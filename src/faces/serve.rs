//! Running the service.
