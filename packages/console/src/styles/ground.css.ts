import { css } from '@firsthand/ui'

/** The page itself, the panes and how they fold, and the small things used all over. */
export const groundStyles: string = css`
  html,
  body,
  #console {
    block-size: 100%;
    margin: 0;
    overflow: hidden;
  }
  #console {
    --c-hair: 1px;
    --c-side: color-mix(in oklab, var(--fh-sunken) 62%, var(--fh-surface));
    --c-head: 64px;
  }
  @media (min-resolution: 2dppx) {
    #console {
      --c-hair: 0.5px;
    }
  }
  .c-panes {
    display: grid;
    grid-template-columns: 348px minmax(0, 1fr) 316px;
    block-size: 100dvh;
  }
  .c-panes:is([data-at='inbox'], [data-at='nowhere']) {
    grid-template-columns: 348px minmax(0, 1fr);
  }
  .c-panes:is([data-at='inbox'], [data-at='nowhere']) .c-about {
    display: none;
  }
  .c-side {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--c-side);
    border-inline-end: var(--c-hair) solid var(--fh-line);
  }
  .c-conversation {
    min-inline-size: 0;
    min-block-size: 0;
  }
  .c-conversation-body {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .c-about {
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--fh-line) transparent;
    border-inline-start: var(--c-hair) solid var(--fh-line);
  }
  .fh :is(.c-conversation, .c-about):focus-visible {
    outline-offset: -2px;
    outline-color: transparent;
  }
  .c-about-back,
  .c-head-back {
    display: none;
  }
  .c-head-about {
    display: none;
  }
  @media (max-width: 1179px) {
    .c-panes.c-panes {
      grid-template-columns: 320px minmax(0, 1fr);
    }
    .c-head-about {
      display: block;
    }
    .c-panes:not([data-at='about']) .c-about {
      display: none;
    }
    .c-panes[data-at='about'] .c-about {
      grid-area: 1 / 2;
      background: var(--fh-surface);
      border: 0;
      animation: fh-in var(--fh-ease);
    }
    .c-panes[data-at='about'] .c-conversation {
      position: absolute;
    }
    .c-panes[data-at='about'] .c-conversation-body {
      display: none;
    }
    .c-about-back {
      display: block;
      padding: 14px 12px 0;
    }
  }
  @media (max-width: 759px) {
    .c-panes.c-panes.c-panes {
      grid-template-columns: minmax(0, 1fr);
    }
    .c-panes[data-at='inbox'] .c-conversation {
      position: absolute;
    }
    .c-panes:not([data-at='inbox']) .c-side,
    .c-panes[data-at='inbox'] .c-conversation-body {
      display: none;
    }
    .c-panes[data-at='about'] .c-about {
      grid-area: 1 / 1;
    }
    .c-side {
      border: 0;
      background: var(--fh-surface);
    }
    .c-head-back {
      display: block;
    }
  }
  .fh kbd {
    font: 500 11px/16px var(--fh-font);
    min-inline-size: 18px;
    padding-inline: 5px;
    border-radius: 5px;
    text-align: center;
    color: var(--fh-muted);
    box-shadow: inset 0 0 0 1px var(--fh-line);
    white-space: nowrap;
  }
  .fh .fh-tip kbd {
    color: inherit;
    box-shadow: none;
    padding-inline: 0;
    min-inline-size: 0;
  }
  .fh .c-switch {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 36px;
  }
  .c-switch-track {
    inline-size: 32px;
    block-size: 20px;
    padding: 2px;
    border-radius: 10px;
    background: var(--fh-field-line);
    transition: background-color var(--fh-ease);
  }
  .c-switch-track::before {
    content: '';
    display: block;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: #fff;
    transition: transform var(--fh-ease);
  }
  .c-switch[aria-checked='true'] .c-switch-track {
    background: var(--fh-accent);
  }
  .c-switch[aria-checked='true'] .c-switch-track::before {
    transform: translateX(12px);
  }
  .c-switch[aria-checked='true'] .c-switch-track:dir(rtl)::before {
    transform: translateX(-12px);
  }
  .c-session {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-block-size: 100dvh;
    max-inline-size: 400px;
    margin-inline: auto;
    padding: 24px;
    text-align: center;
    text-wrap: balance;
  }
  .fh .c-session:focus-visible {
    outline: 0;
  }
  .c-session .fh-button {
    margin-block-start: 10px;
  }
  .fh .c-logo {
    inline-size: 44px;
    block-size: 44px;
    margin-block-end: 14px;
    stroke: none;
    fill: var(--fh-accent);
  }
  .fh .c-logo[data-quiet] {
    margin: auto;
    fill: var(--fh-line);
  }
  .fh .fh-empty .c-logo {
    margin-block: 0 6px;
  }
  .c-logo circle {
    fill: var(--fh-surface);
  }
  @media (forced-colors: active) {
    .c-switch-track {
      border: 1px solid ButtonText;
      padding: 1px;
    }
    .c-switch-track::before {
      background: ButtonText;
    }
    .c-row[aria-current='page'],
    .c-palette-entry[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`
