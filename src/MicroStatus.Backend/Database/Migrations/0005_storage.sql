-- Creates storage_state and storage_sample: the level of shortage of each store, and how full it was when
-- By root too: a store that is configured to lie elsewhere begins anew. Sizes are bytes.

CREATE TABLE storage_state (
    store TEXT NOT NULL,
    root TEXT NOT NULL,
    level TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (store, root)
);

CREATE TABLE storage_sample (
    store TEXT NOT NULL,
    root TEXT NOT NULL,
    time TEXT NOT NULL,
    size INTEGER NOT NULL,
    used INTEGER NOT NULL,
    free INTEGER NOT NULL,
    PRIMARY KEY (store, root, time)
);
