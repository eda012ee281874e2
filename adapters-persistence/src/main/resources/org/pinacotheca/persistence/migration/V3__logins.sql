-- Logins of the signed RPC on their way to a session. The rules of V1 hold here too.

CREATE TABLE IF NOT EXISTS login (
  token_hash VARCHAR(64) ${exact} NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  community VARCHAR(50) ${exact},
  session_seconds BIGINT,
  expires TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  approved_by INTEGER,
  CONSTRAINT login_pk PRIMARY KEY (token_hash),
  CONSTRAINT login_session_seconds_positive CHECK (session_seconds IS NULL OR session_seconds > 0)
);
CREATE INDEX IF NOT EXISTS login_by_application ON login (application, expires);
CREATE INDEX IF NOT EXISTS login_by_expiry ON login (expires);
