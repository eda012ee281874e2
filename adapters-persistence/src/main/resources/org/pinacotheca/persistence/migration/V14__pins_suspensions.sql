-- How often in a row a viewer has been locked out of an album, PINs without a price, and suspended members. The rules of V1 hold here too.
-- ${hsqldb_only} begins a statement that lets HSQLDB repeat the next one.

ALTER TABLE wrong_pin ADD COLUMN IF NOT EXISTS locks INTEGER DEFAULT 0 NOT NULL;

-- Whether nothing was charged. All that was bought before was paid.
ALTER TABLE album_unlock ADD COLUMN IF NOT EXISTS free BOOLEAN DEFAULT FALSE NOT NULL;

${hsqldb_only} ALTER TABLE album ADD CONSTRAINT IF NOT EXISTS album_price_range CHECK (place >= 0);
ALTER TABLE album DROP CONSTRAINT album_price_range;
ALTER TABLE album ADD CONSTRAINT ${unless_there} album_price_sound CHECK (pin_price IS NULL OR pin_price BETWEEN 0 AND 10000000);

ALTER TABLE member ADD COLUMN IF NOT EXISTS suspended BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX IF NOT EXISTS member_by_suspension ON member (suspended, member_id);
