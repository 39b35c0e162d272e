//! Routes with their methods, so that every other method is answered 405 with `Allow` (ONE-10, WEB-08).
