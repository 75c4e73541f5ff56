import { css } from '@firsthand/ui'

/** The conversation, and the pane about its person and subject. */
export const conversationStyles: string = css`
  .c-head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: var(--c-head);
    padding: 8px 16px 8px 20px;
    padding-inline: 20px 16px;
    border-block-end: var(--c-hair) solid var(--fh-line);
  }
  .c-head-back {
    margin-inline: -10px -6px;
  }
  .c-head-who {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .fh .c-head h2 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
    letter-spacing: -0.008em;
  }
  .c-head h2 bdi,
  .c-head-subject bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-head-subject {
    display: flex;
    align-items: center;
    gap: 5px;
  }
  .fh .c-head-subject svg {
    inline-size: 14px;
    block-size: 14px;
  }
  .c-mark {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding-inline: 6px 8px;
    border-radius: 10px;
    font-size: 12px;
    line-height: 20px;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--fh-muted);
    background: var(--fh-hover);
  }
  .fh .c-mark svg {
    inline-size: 14px;
    block-size: 14px;
  }
  .c-where {
    flex: 0 1 auto;
    min-inline-size: 0;
    max-inline-size: 44%;
    text-align: end;
  }
  .c-where-now {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 6px;
    color: var(--fh-muted);
  }
  .c-where .fh-page {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-head-resolve {
    position: relative;
    flex: none;
  }
  .fh .c-head-resolve .fh-button {
    min-block-size: 34px;
    padding-inline: 10px 14px;
    font-size: 14px;
  }
  .c-conversation .fh-rows {
    inline-size: 100%;
    max-inline-size: 800px;
    margin-inline: auto;
    padding: 20px 24px 16px;
  }
  .c-reply {
    flex: none;
    inline-size: 100%;
    max-inline-size: 800px;
    margin-inline: auto;
    padding: 4px 20px max(16px, env(safe-area-inset-bottom));
  }
  .c-conversation-body > .fh-skeleton {
    inline-size: 100%;
    max-inline-size: 800px;
    margin-inline: auto;
    padding: 28px 24px;
  }
  .c-reply textarea::placeholder {
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .c-about .fh-page > * {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .c-about-who {
    display: grid;
    justify-items: start;
    padding: 20px 20px 4px;
  }
  .c-about-who h2 {
    margin-block-start: 12px;
  }
  .c-role {
    color: var(--fh-muted);
  }
  .c-part {
    padding: 16px 20px;
  }
  .c-part + .c-part {
    border-block-start: var(--c-hair) solid var(--fh-line);
  }
  .fh .c-part-head {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin-block-end: 12px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  .fh .c-part-head svg {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 1px;
    color: var(--fh-muted);
  }
  .c-part .fh-skeleton {
    padding: 4px 0;
  }
  .c-part dd {
    font-size: 14px;
    line-height: 20px;
  }
  .fh .c-part-foot {
    margin-block-start: 12px;
  }
  .c-subject {
    margin-block-end: 12px;
    font-weight: 500;
  }
  .c-subject .fh-small {
    font-weight: 400;
  }
  .c-others {
    margin-inline: -10px;
  }
  @media (max-width: 959px) {
    .c-head {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .c-head-who {
      flex: 1 1 0;
    }
    .c-where {
      order: 1;
      flex: 1 0 100%;
      display: flex;
      gap: 6px;
      max-inline-size: none;
      padding-block: 6px 2px;
    }
    .c-where-now {
      flex: none;
    }
  }
  @media (max-width: 759px) {
    .c-head {
      gap: 10px;
      padding-inline: 16px 8px;
    }
    .c-head-about {
      margin-inline-start: -6px;
    }
    .c-conversation .fh-rows {
      padding: 12px 16px;
    }
    .c-reply {
      padding-inline: 10px;
      padding-block-end: max(10px, env(safe-area-inset-bottom));
    }
  }
`
