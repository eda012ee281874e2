-- Codes that programs exchange for tokens, and the addresses they are sent to. The rules of V1 hold here too.
-- Addresses are separated by blanks, which they do not contain.

ALTER TABLE client_application ADD COLUMN IF NOT EXISTS public_client BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE client_application ADD COLUMN IF NOT EXISTS redirect_uris VARCHAR(10100) DEFAULT '' NOT NULL;

CREATE TABLE IF NOT EXISTS authorization_code (
  code_hash VARCHAR(64) ${exact} NOT NULL,
  member_id INTEGER NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  redirect_uri VARCHAR(500) ${exact} NOT NULL,
  scopes VARCHAR(400) NOT NULL,
  challenge VARCHAR(43) ${exact},
  expires TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  family VARCHAR(64) ${exact},
  CONSTRAINT authorization_code_pk PRIMARY KEY (code_hash)
);
CREATE INDEX IF NOT EXISTS authorization_code_by_member ON authorization_code (member_id);
CREATE INDEX IF NOT EXISTS authorization_code_by_end ON authorization_code (expires);
