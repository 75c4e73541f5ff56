import { css, groundSheet } from '@firsthand/ui'

const panelStyles: string = css`
  .fh.fh-panel {
    position: fixed;
    z-index: 2;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    inline-size: min(384px, calc(100vw - 32px));
    block-size: min(640px, calc(100dvh - 32px));
    border-radius: 16px;
    overflow: clip;
    box-shadow: var(--fh-shadow);
    animation: fh-in var(--fh-ease);
  }
  .fh.fh-panel[hidden] {
    display: none;
  }
  :host([data-position='start']) .fh.fh-panel {
    inset-inline: 16px auto;
  }
  .fh-stack {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .fh-head {
    flex: none;
    border-block-end: 1px solid var(--fh-line);
    background: linear-gradient(var(--fh-wash), var(--fh-surface));
  }
  .fh-person {
    display: flex;
    align-items: flex-start;
    padding: 14px 10px 0 16px;
    padding-inline: 16px 10px;
  }
  .fh-who {
    flex: 1;
    min-inline-size: 0;
    margin-inline: 12px 4px;
    min-block-size: 40px;
    display: flex;
    flex-direction: column;
    justify-content: center;
  }
  .fh .fh-who h2 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 600;
    letter-spacing: -0.008em;
  }
  .fh-who :is(h2, p) {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .fh-fresh .fh-person {
    flex-wrap: wrap;
    padding-block-start: 18px;
  }
  .fh-fresh .fh-person > .fh-avatar {
    margin-inline-end: auto;
  }
  .fh-fresh .fh-who {
    order: 1;
    flex-basis: 100%;
    margin: 10px 0 4px;
  }
  .fh .fh-fresh .fh-who h2 {
    font-size: 20px;
    line-height: 26px;
    letter-spacing: -0.012em;
  }
  .fh-fresh .fh-head {
    border: 0;
  }
  .fh-unknown {
    inline-size: 60%;
    block-size: 14px;
    border-radius: 7px;
    background: var(--fh-hover);
  }
  .fh-about {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 38px;
    padding: 6px 16px 10px;
    color: var(--fh-muted);
  }
  .fh-about > svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .fh-subject {
    display: flex;
    flex: 1;
    min-inline-size: 0;
    color: var(--fh-ink);
  }
  /* By itself: a title of the other direction loses its end then, not its beginning. */
  .fh-subject bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .fh-availability {
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .fh-grown {
    flex: 1;
  }
  .fh-first {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
    gap: 6px;
    padding: 24px 28px 12px;
    text-wrap: pretty;
    animation: fh-fade var(--fh-ease);
  }
  .fh-first > :first-child {
    margin-block-start: auto;
  }
  .fh .fh-private {
    padding-block-start: 6px;
  }
  .fh-foot {
    flex: none;
    padding: 4px 12px max(12px, env(safe-area-inset-bottom));
  }
  @media (max-width: 480px) {
    .fh.fh-panel,
    :host([data-position='start']) .fh.fh-panel {
      inset: var(--fh-view-top, 0) 0 auto;
      inline-size: 100%;
      block-size: var(--fh-view-height, 100dvh);
      border-radius: 0;
      padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
    }
    .fh-head {
      padding-block-start: env(safe-area-inset-top);
    }
  }
  @media (max-height: 360px) {
    .fh-stack {
      overflow: auto;
    }
    .fh-stack > :is(.fh-timeline, .fh-first, .fh-grown) {
      flex: none;
      block-size: 180px;
    }
  }
  @media (forced-colors: active) {
    .fh.fh-panel {
      border: 1px solid CanvasText;
    }
  }
`

/** The whole style of a panel up to a usable composer, as one text for `adoptStyles`. */
export const panelSheet: string = groundSheet + panelStyles
