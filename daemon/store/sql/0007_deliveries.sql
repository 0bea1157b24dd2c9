-- The outbox: what is to be sent is kept with the delivery until it is sent, so that every attempt sends the same.
ALTER TABLE delivery ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN due_from INTEGER NOT NULL DEFAULT 0;  -- not before; for what is due
ALTER TABLE delivery ADD COLUMN message TEXT;                         -- NULL once sent or given up
CREATE INDEX delivery_by_due ON delivery (due_from) WHERE status = 'due';
