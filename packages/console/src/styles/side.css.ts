import { css } from '@firsthand/ui'

/** What stands around the list: who is signed in, how things stand, the search. */
export const sideStyles: string = css`
  .c-me {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: var(--c-head);
    padding-inline: 16px 8px;
  }
  .c-me-who {
    flex: 1;
    min-inline-size: 0;
    line-height: 20px;
  }
  .c-me-away {
    display: flex;
    align-items: center;
    font-size: 13px;
    line-height: 18px;
    color: var(--fh-muted);
  }
  .c-me-name {
    font-weight: 600;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-standing .fh-notice {
    margin: 0 12px 10px;
    padding: 6px 12px;
    border-radius: 10px;
    align-items: flex-start;
  }
  .c-conversation-body > .c-standing {
    display: none;
  }
  .c-standing .fh-notice > span {
    padding-block: 2px;
  }
  .c-standing .fh-notice > :is(svg, .fh-spinner) {
    margin-block-start: 2px;
  }
  .c-standing .fh-button {
    min-block-size: 24px;
    padding: 2px 4px;
    white-space: nowrap;
  }
  .c-offer .fh-notice {
    padding: 8px 8px 8px 18px;
    padding-inline: 18px 8px;
    border-block-start: var(--c-hair) solid var(--fh-line);
  }
  .c-offer .fh-button {
    min-block-size: 32px;
    padding: 4px 8px;
    white-space: nowrap;
  }
  .c-inbox {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .c-inbox-tools {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 12px 10px;
  }
  .c-search {
    position: relative;
    flex: 1;
    display: flex;
    align-items: center;
    min-inline-size: 0;
    block-size: 32px;
    border-radius: 8px;
    background: color-mix(in oklab, var(--fh-ink) 6%, transparent);
    transition: background-color var(--fh-ease);
  }
  .c-search:focus-within {
    background: var(--fh-raised);
    box-shadow: inset 0 0 0 2px var(--fh-accent-ink);
  }
  .fh .c-search > svg {
    position: absolute;
    inset-inline-start: 8px;
    inline-size: 16px;
    block-size: 16px;
    color: var(--fh-muted);
    pointer-events: none;
  }
  .fh .c-search input {
    flex: 1;
    min-inline-size: 0;
    block-size: 100%;
    padding-inline: 30px 8px;
    font-size: 14px;
    outline: 0;
  }
  .c-search input::placeholder {
    color: var(--fh-muted);
    opacity: 1;
  }
  .c-search kbd {
    margin-inline-end: 8px;
  }
  .c-search:focus-within kbd {
    visibility: hidden;
  }
  .fh .c-search .fh-icon-button {
    inline-size: 32px;
    block-size: 32px;
  }
  .c-choice {
    display: flex;
    padding: 2px;
    border-radius: 8px;
    background: color-mix(in oklab, var(--fh-ink) 6%, transparent);
  }
  .fh .c-choice button {
    position: relative;
    block-size: 28px;
    padding-inline: 10px;
    border-radius: 6px;
    font-size: 13px;
    font-weight: 500;
    color: var(--fh-muted);
  }
  .fh .c-choice button[aria-pressed='true'] {
    color: var(--fh-ink);
    background: var(--fh-raised);
    box-shadow:
      0 0 0 0.5px light-dark(#0001, #fff2),
      0 1px 2px light-dark(#0001, #0004);
  }
  @media (max-width: 759px) {
    .c-conversation-body > .c-standing {
      display: block;
      padding-block-start: 8px;
    }
  }
  @media (pointer: coarse) {
    .c-search {
      block-size: 40px;
    }
    .fh .c-search input {
      font-size: 16px;
    }
    .fh .c-choice button {
      block-size: 36px;
    }
    .c-search kbd {
      display: none;
    }
  }
`
