-- Each unit of work that writes to a member's gallery gives it its next version. The rules of V1 hold here too.

ALTER TABLE member ADD COLUMN IF NOT EXISTS gallery_version BIGINT DEFAULT 0 NOT NULL;
