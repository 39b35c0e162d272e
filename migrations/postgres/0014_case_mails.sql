-- The mails that events of cases await are looked for every few seconds.
CREATE INDEX case_events_what ON case_events (what, case_id);
