import { css } from '../tokens/css.ts'

export const timelineStyles: string = css`
  .fh-timeline {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
  }
  .fh-scroll {
    flex: 1;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--fh-line) transparent;
  }
  .fh .fh-scroll:focus-visible {
    outline-offset: -2px;
  }
  .fh-rows {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
    padding: 12px 16px;
  }
  .fh-earlier {
    display: flex;
    align-items: center;
    justify-content: center;
    min-block-size: 40px;
  }
  .fh-line {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    margin-block: 16px 8px;
    color: var(--fh-muted);
    font-weight: 500;
  }
  .fh-time {
    font-weight: 400;
  }
  .fh-new {
    color: var(--fh-accent-ink);
  }
  .fh-new::before,
  .fh-new::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: currentColor;
    opacity: 0.35;
  }
  .fh-event {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 2px 6px;
    margin-block: 10px;
    color: var(--fh-muted);
    text-align: center;
  }
  .fh-event svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .fh-block {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    column-gap: 10px;
    margin-block-start: 14px;
    content-visibility: auto;
    contain-intrinsic-size: auto 72px;
  }
  .fh-line + .fh-block {
    margin-block-start: 4px;
  }
  .fh-block > .fh-avatar {
    grid-row: 1 / span 2;
    margin-block-start: 2px;
  }
  .fh-by {
    display: flex;
    align-items: center;
    gap: 6px;
    font-weight: 600;
  }
  .fh-by bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .fh-role {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    flex: none;
    font-weight: 400;
    color: var(--fh-muted);
  }
  .fh-role-owner {
    color: var(--fh-accent-ink);
  }
  .fh-role svg {
    inline-size: 14px;
    block-size: 14px;
  }
  .fh-message {
    position: relative;
    grid-column: 2;
    justify-self: start;
    max-inline-size: 100%;
    border-radius: 8px;
    animation: fh-in var(--fh-ease);
  }
  .fh-message + .fh-message {
    margin-block-start: 3px;
  }
  .fh-block:not(.fh-own) .fh-message {
    padding-inline-end: 32px;
  }
  .fh-own {
    padding-inline-start: max(36px, 14%);
  }
  .fh-own .fh-message {
    grid-column: 1 / -1;
    justify-self: end;
  }
  .fh-text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    overflow: clip;
    overflow-clip-margin: 2px;
  }
  .fh-own .fh-text {
    inline-size: fit-content;
    margin-inline-start: auto;
    padding: 7px 13px;
    border-radius: 16px;
    background: var(--fh-bubble);
  }
  .fh-own .fh-message + .fh-message .fh-text {
    border-start-end-radius: 6px;
  }
  .fh-own .fh-message:not(.fh-last) .fh-text {
    border-end-end-radius: 6px;
  }
  .fh-own .fh-text a {
    color: inherit;
  }
  .fh-text.fh-deleted {
    font-style: italic;
    color: var(--fh-muted);
  }
  .fh-own .fh-text.fh-deleted {
    background: none;
    box-shadow: inset 0 0 0 1px var(--fh-line);
  }
  .fh-edited {
    font-size: 13px;
    line-height: 18px;
    color: var(--fh-muted);
    white-space: nowrap;
  }
  .fh .fh-more {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 8px;
    color: var(--fh-muted);
    opacity: 0;
  }
  .fh .fh-own .fh-more {
    inset-block-start: 4px;
    inset-inline: -32px auto;
  }
  .fh-message:is(:hover, :focus, :focus-within) .fh-more {
    opacity: 1;
  }
  .fh .fh-more:hover {
    background: var(--fh-hover);
    color: var(--fh-ink);
  }
  .fh-meta {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
    color: var(--fh-muted);
  }
  .fh-own .fh-meta {
    justify-content: flex-end;
  }
  .fh-meta time {
    opacity: 0;
    transition: opacity 120ms;
  }
  .fh-quiet {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-start: 0;
    z-index: 1;
    pointer-events: none;
    white-space: nowrap;
  }
  .fh-own .fh-quiet {
    inset-inline: auto 4px;
  }
  .fh-newest .fh-last .fh-quiet {
    position: static;
    padding-block-start: 2px;
  }
  .fh-quiet .fh-delivery {
    opacity: 0;
  }
  .fh-newest .fh-last .fh-meta :is(time, .fh-delivery),
  .fh-meta:not(.fh-quiet) time,
  .fh-message:is(:hover, :focus, :focus-within) .fh-meta :is(time, .fh-delivery) {
    opacity: 1;
  }
  .fh-delivery {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .fh-delivery svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .fh-read {
    color: var(--fh-accent-ink);
  }
  .fh-sending {
    animation: fh-fade 200ms 600ms both;
  }
  .fh-is-not-sent time {
    display: none;
  }
  .fh-not-sent {
    flex-wrap: wrap;
    justify-content: flex-end;
    margin-block: 3px 6px;
    font-size: 13px;
    line-height: 18px;
    color: var(--fh-danger);
  }
  .fh-not-sent > span {
    display: flex;
    gap: 4px;
  }
  .fh-not-sent svg {
    margin-block-start: 2px;
  }
  .fh .fh-not-sent button {
    min-block-size: 24px;
    padding-inline: 4px;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .fh-not-sent .fh-reference {
    inline-size: 100%;
    justify-content: flex-end;
  }
  .fh-typing {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-block-start: 12px;
    padding-inline-start: 42px;
    animation: fh-in var(--fh-ease);
  }
  .fh-dots {
    display: inline-flex;
    gap: 3px;
    margin-inline-end: 4px;
  }
  .fh-dots span {
    inline-size: 5px;
    block-size: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: fh-pulse 1.2s ease-in-out infinite;
  }
  .fh-dots span:nth-child(2) {
    animation-delay: 0.15s;
  }
  .fh-dots span:nth-child(3) {
    animation-delay: 0.3s;
  }
  .fh .fh-chip {
    position: absolute;
    z-index: 2;
    inset-block-end: 12px;
    inset-inline-start: 50%;
    translate: -50%;
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: 18px;
    font-weight: 500;
    background: var(--fh-raised);
    box-shadow: var(--fh-shadow);
    animation: fh-in var(--fh-ease);
  }
  .fh-chip:dir(rtl) {
    translate: 50%;
  }
  .fh-chip svg {
    inline-size: 16px;
    block-size: 16px;
  }
  @media (forced-colors: active) {
    .fh-own .fh-text,
    .fh .fh-chip {
      border: 1px solid CanvasText;
    }
  }
`
