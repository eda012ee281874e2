-- How many requests of a minute were given out to the nodes, for each application and member. The rules of V1 hold
-- here too.

CREATE TABLE IF NOT EXISTS rate_window (
  subject VARCHAR(80) ${exact} NOT NULL,
  begun TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  taken INTEGER NOT NULL,
  CONSTRAINT rate_window_pk PRIMARY KEY (subject, begun)
);

CREATE INDEX IF NOT EXISTS rate_window_by_begin ON rate_window (begun);
