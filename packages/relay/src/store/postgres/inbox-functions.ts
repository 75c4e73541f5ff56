/** The class of the advisory locks that stand for a person's inbox; the second number is the person's `no`. */
export const INBOX_LOCKS = 7420

/**
 * Marks conversations as changed in the inboxes they stand in, and lets people take part in those that begin. Their inboxes are
 * held, in shared mode, to the end of the transaction; the conversations are locked already.
 *
 * Stamps are the clock's milliseconds where they can be: the sequence is pushed on when it falls behind, and so they rise over a
 * database put back from a copy as well.
 */
export const TOUCH_FUNCTION = `
create function touch_1(p_at bigint, p_conversations int[], p_joining json) returns void language plpgsql set enable_seqscan = off as $touch$
declare
  spent boolean;
begin
  perform pg_advisory_xact_lock_shared(${INBOX_LOCKS}, person) from (
    select person_no as person from participant where conversation_no = any (p_conversations)
    union select j.person from json_to_recordset(p_joining) as j(person int) order by 1
  ) as people;
  spent := p_joining is not null or exists (
    select from participant p where p.conversation_no = any (p_conversations)
      and (p.change < p_at - 10000 or p.change <= (select handed from inbox where person_no = p.person_no)));
  if not spent then return; end if;
  if (select last_value from inbox_change) < p_at - 1000 then
    perform pg_advisory_xact_lock(${INBOX_LOCKS}, 0);
    if (select last_value from inbox_change) < p_at - 1000 then
      perform setval('inbox_change', p_at);
    end if;
  end if;
  insert into participant (conversation_no, person_no, role, change)
  select j.conversation, j.person, j.role, nextval('inbox_change')
  from json_to_recordset(p_joining) as j(conversation int, person int, role text);
  update participant p set change = nextval('inbox_change') where p.conversation_no = any (p_conversations)
    and (p.change < p_at - 10000 or p.change <= (select handed from inbox where person_no = p.person_no));
end $touch$`

/** The newest stamp of a person's inbox, to be handed out as a cursor: nothing with a lower one can be committed any more. */
export const HAND_OUT_FUNCTION = `
create function hand_out_1(p_person int) returns bigint language plpgsql as $hand$
declare
  newest bigint;
begin
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  perform pg_advisory_xact_lock(${INBOX_LOCKS}, p_person);
  select coalesce(max(change), 0) into newest from participant where person_no = p_person;
  insert into inbox (person_no, handed) values (p_person, newest)
  on conflict (person_no) do update set handed = excluded.handed where inbox.handed < excluded.handed;
  return newest;
end $hand$`

/** Writes a member as the configuration describes them; where that is news, everybody they share a conversation with is to hear of it. */
export const SAVE_MEMBER_FUNCTION = `
create function save_member_1(p_at bigint, p_id text, p_name text, p_title text, p_face text) returns void language plpgsql as $member$
declare
  number int;
  conversations int[];
begin
  if exists (
    select from person where id = p_id and kind = 'member' and name is not distinct from p_name and title is not distinct from p_title
      and face is not distinct from p_face)
  then return; end if;
  conversations := array(select p.conversation_no from participant p join person a on a.no = p.person_no where a.id = p_id);
  perform from conversation where no = any (conversations) order by no for no key update;
  insert into person (id, kind, name, title, face, created_at) values (p_id, 'member', p_name, p_title, p_face, p_at)
  on conflict (id) do update set kind = 'member', site = null, name = excluded.name, title = excluded.title, face = excluded.face
  returning no into number;
  perform touch_1(p_at, array(select conversation_no from participant where person_no = number), null);
end $member$`
