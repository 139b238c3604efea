-- Every digest that something refers to. A content that isn't among them is unused. A migration that
-- adds a reference to `blobs` adds it here as well.
create view used_blobs as
    select digest from schema_files
    union all select digest from version_files
    union all select digest from version_collections
    union all select document from collections
    union all select base from collections
    union all select archive from sdks;

create index schema_files_of_blob on schema_files (digest);
create index version_files_of_blob on version_files (digest);
create index version_collections_of_blob on version_collections (digest);
create index collections_of_document on collections (document);
create index collections_of_base on collections (base);
create index sdks_of_archive on sdks (archive);

-- Contents that were found unused, and since when. They are deleted a while later, unless
-- something refers to them again.
create table unused_blobs (
    digest bytea primary key references blobs on delete cascade,
    since timestamptz not null default now()
);

-- What is done now and then by one process of many, and when it was begun last.
create table chores (
    name text primary key,
    begun_at timestamptz not null
);
