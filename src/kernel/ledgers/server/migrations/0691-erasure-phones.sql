alter table erasure_request add column phones bytea;
comment on column erasure_request.phones is 'other phones that the person used, encrypted; gone once it is decided';
