/**
 * The whole of a batch in one statement, which is one transaction and one round trip: every conversation of it is locked, what the relay
 * decided on is compared with what stands, and what still holds is written. What does not hold is left out, conversation by conversation,
 * and the relay decides anew. Nothing that a relay remembers is trusted any further than this comparison.
 *
 * Its parts are lists of JSON objects or null; `g` counts the conversations of the batch from 1:
 *
 * - `p_begins`: conversations to begin, with their subject, visitor and participants; a `no` of null is the visitor that is made here
 * - `p_groups`: one for each `g`, with its `no` (null for those that begin) and the status, `asked` and `answered` it was decided on; a
 *   status of null decides on nothing
 * - `p_sent`: cids that must not stand yet
 * - `p_targets`: entries to be amended, and whether they are erased
 * - `p_entries`: what is to be written; `i` counts within the group, `last` is the `i` of the newest message before it there
 * - `p_erased`: the seqs of messages to be erased
 * - `p_changes`: new statuses; `asks`, `replier`: this batch holds the first question, the first reply
 * - `p_names`: new names of people
 * - `p_moves`: cursors to advance, to no further than the head and the `after` entries of the group before them
 *
 * The answer names the groups that hold, each with the head before this batch, and where the cursors stood.
 *
 * Statements are planned once for each connection, perhaps while the tables are empty, and are kept while they grow. So every table is found
 * either by an explicit list of keys or by a subquery with a limit, which no planner turns into a join with all of it.
 *
 * Locks are taken in one order, whoever writes: first what begins, by its hash, and its subject; then conversations, by `no`; then people who are
 * renamed, by `no`; then inboxes, by the person's `no`. Participants are changed only under the lock of their conversation, entries as well. So two
 * batches can wait for each other, and never in a circle.
 *
 * A change of an inbox must be seen by every later reader whose cursor is older. A stamp is taken before its commit, and commits happen in any
 * order: a reader might see stamp 8, hand it out as a cursor, and miss 7, which is committed after it. So a batch holds the inboxes it touches in
 * shared mode to the end of its transaction, and who hands out a new cursor takes the inbox alone: whatever was stamped below
 * it is committed by then, and whatever comes later sees in `inbox` how far the reader has come and is stamped above that. Appends never
 * wait for each other there; and a conversation that no cursor has passed keeps its stamp, so that steady traffic writes one for each
 * reading rather than one for each message.
 */
export const WRITE_FUNCTION = `
create function write_1(
  p_at bigint, p_begins json, p_groups json, p_sent json, p_targets json, p_entries json, p_erased json, p_changes json, p_names json,
  p_moves json
) returns json language plpgsql set enable_seqscan = off as $write$
declare
  nos int[] := array(select g.no from json_to_recordset(p_groups) as g(g int, no int) order by g.g);
  visitors int[] := array_fill(null::int, array[cardinality(nos)]);
  stale int[] := '{}';
  good int[];
  heads json;
  moved json;
  touched int[];
  locks int[];
  one record;
  number int;
  known record;
begin
  -- Whatever a pooler, a role or a database says of it: an acknowledged message is on disk.
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  if p_begins is not null then
    perform pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(name, 7420) as key
      from json_to_recordset(p_begins) as b(id text, hash text), unnest(array[b.id, b.hash]) as name where name is not null order by 1
    ) as keys;
    for one in
      select * from json_to_recordset(p_begins) as b(
        g int, id text, kind text, site text, key text, subject_kind text, title text, url text, status text, audience text, page_url text,
        page_title text, visitor text, visitor_site text, name text, locale text, hash text, known text)
      order by site, key, id
    loop
      select a.id, c.revoked_at into known from credential c join person a on a.no = c.person_no where c.hash = one.hash;
      if exists (select from conversation where id = one.id) or known.revoked_at is not null or known.id is distinct from one.known then
        stale := stale || one.g;
        continue;
      end if;
      if one.visitor is not null then
        insert into person (id, kind, site, name, locale, created_at)
        values (one.visitor, 'anonymous', one.visitor_site, one.name, one.locale, p_at) on conflict do nothing;
        select no into number from person where id = one.visitor;
        visitors[one.g] := number;
        insert into credential (hash, person_no, created_at) values (one.hash, number, p_at) on conflict do nothing;
      end if;
      select no into number from subject
      where site = one.site and key = one.key and kind = one.subject_kind and title = one.title and url = one.url;
      if not found then
        insert into subject (site, key, kind, title, url) values (one.site, one.key, one.subject_kind, one.title, one.url)
        on conflict (site, key) do update set kind = excluded.kind, title = excluded.title, url = excluded.url returning no into number;
      end if;
      insert into conversation (id, kind, subject_no, status, audience, page_url, page_title, started_at)
      values (one.id, one.kind, number, one.status, one.audience, one.page_url, one.page_title, p_at) returning no into number;
      nos[one.g] := number;
    end loop;
  end if;

  locks := nos;
  if p_names is not null then
    locks := locks || array(
      select p.conversation_no from participant p
      where p.person_no = any (array(
        select no from person where id = any (array(select n.person from json_to_recordset(p_names) as n(person text))))));
  end if;
  perform from conversation c where c.no = any (locks) order by c.no for no key update;

  good := array(
    select w.g from json_to_recordset(p_groups) as w(g int, no int, status text, asked boolean, answered boolean)
    left join conversation c on c.no = w.no and c.no = any (nos)
    where w.g <> all (stale) and (w.no is null or w.status is null
      or (c.status = w.status and (c.asked_at is not null) = w.asked and (c.replied_at is not null) = w.answered)));
  if p_sent is not null then
    good := array(
      select unnest(good) except
      select s.g from json_to_recordset(p_sent) as s(g int, cid text, author int)
      where (select true from entry e where e.cid = s.cid and e.conversation_no = nos[s.g] and e.author_no = s.author limit 1));
  end if;
  if p_targets is not null then
    good := array(
      select unnest(good) except
      select t.g from json_to_recordset(p_targets) as t(g int, seq int, erased boolean)
      where (
        select true from entry e where e.conversation_no = nos[t.g] and e.seq = t.seq and (e.body is null) = t.erased limit 1) is null);
  end if;

  if p_erased is not null then
    for one in select * from json_to_recordset(p_erased) as x(g int, seq int) where g = any (good) loop
      update entry set body = null, asked = null where conversation_no = nos[one.g] and seq = one.seq;
      update entry set body = null, asked = null where conversation_no = nos[one.g] and amends = one.seq and type = 'message-edited';
    end loop;
  end if;

  with base as materialized (
    select w.g, coalesce((select max(seq) from entry where conversation_no = nos[w.g]), 0) as head from unnest(good) as w(g)
  ), written as (
    insert into entry (conversation_no, seq, cid, author_no, at, type, amends, last_message, asked, body)
    select nos[e.g], b.head + e.i, e.cid, coalesce(e.author, visitors[e.g]), p_at, e.type, e.amends,
      case when e.type = 'message' then null when e.last is not null then b.head + e.last else last_message_1(nos[e.g], b.head) end,
      e.asked, e.body
    from json_to_recordset(p_entries) as e(g int, i int, cid text, author int, type text, amends int, last int, asked text, body text)
    join base b on b.g = e.g
  )
  select json_agg(json_build_object('g', g, 'no', nos[g], 'head', head, 'visitor', visitors[g])) into heads from base;
  touched := array(select nos[e.g] from json_to_recordset(p_entries) as e(g int) where e.g = any (good));

  if p_changes is not null then
    update conversation c set
      status = coalesce(w.status, c.status), asked_at = case when w.asks then p_at else c.asked_at end,
      replied_at = case when w.replier is null then c.replied_at else p_at end, replied_by = coalesce(w.replier, c.replied_by)
    from json_to_recordset(p_changes) as w(g int, status text, asks boolean, replier int)
    where w.g = any (good) and c.no = nos[w.g] and c.no = any (nos);
  end if;

  if p_moves is not null then
    with standing as (
      select m.g, p.conversation_no, p.person_no, p.delivered, p.read,
        max(least(m.delivered, h.head + m.after)) as to_delivered, max(least(m.read, h.head + m.after)) as to_read
      from json_to_recordset(p_moves) as m(g int, person int, delivered int, read int, after int)
      join json_to_recordset(heads) as h(g int, head int) on h.g = m.g
      join participant p on p.conversation_no = nos[m.g] and p.person_no = coalesce(m.person, visitors[m.g])
      where p.conversation_no = any (nos) group by m.g, p.conversation_no, p.person_no, p.delivered, p.read
    ), advanced as (
      update participant p set read = greatest(p.read, s.to_read), delivered = greatest(p.delivered, s.to_delivered, s.to_read)
      from standing s where p.conversation_no = s.conversation_no and p.person_no = s.person_no and p.conversation_no = any (nos)
        and (s.to_read > p.read or greatest(s.to_delivered, s.to_read) > p.delivered)
      returning p.conversation_no
    )
    select json_agg(json_build_object('g', g, 'person', person_no, 'delivered', delivered, 'read', read)),
      touched || array(select conversation_no from advanced)
    into moved, touched from standing;
  end if;

  if p_names is not null then
    perform from person where id = any (array(select n.person from json_to_recordset(p_names) as n(person text))) order by no for no key update;
    for one in select * from json_to_recordset(p_names) as n(g int, person text, name text) where g = any (good) loop
      update person set name = one.name where id = one.person returning no into number;
      touched := touched || array(select conversation_no from participant where person_no = number);
    end loop;
  end if;

  perform touch_1(p_at, touched, (
    select json_agg(json_build_object('conversation', nos[b.g], 'person', coalesce(q.no, visitors[b.g]), 'role', q.role))
    from json_to_recordset(p_begins) as b(g int, people json), json_to_recordset(b.people) as q(no int, role text) where b.g = any (good)));
  return json_build_object('groups', heads, 'moves', moved);
end $write$`

/**
 * The newest message up to a seq that is not deleted. Entries between messages name the one they followed, so nothing is walked but what was
 * deleted.
 */
export const LAST_MESSAGE_FUNCTION = `
create function last_message_1(p_conversation int, p_seq int) returns int language plpgsql as $last$
declare
  place int := p_seq;
  one record;
begin
  while place > 0 loop
    select type, body is not null as live, last_message into one from entry where conversation_no = p_conversation and seq = place;
    if one.type <> 'message' then place := coalesce(one.last_message, 0);
    elsif one.live then return place;
    else place := place - 1;
    end if;
  end loop;
  return 0;
end $last$`
