alter table public_request add column json_en text;
comment on column public_request.json_en is 'the same request with the names of services, stages, organisations and places in English; empty until the projection was written anew';
