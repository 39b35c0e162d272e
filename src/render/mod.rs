//! Types to pages and mails: templates and translations.
