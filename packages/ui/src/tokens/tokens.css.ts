import { css } from './css.ts'

/**
 * The design tokens and the ground every piece stands on, for an element of class `fh`: in a shadow root or in a document.
 * Light and dark are one set (`light-dark()`); `data-theme="light"` or `"dark"` decides, else the reader's system does.
 *
 * All colours follow from the accent `--fh-a`. In `xyz-d65`, `y` is WCAG's relative luminance itself, so contrast is kept by definition:
 * text on the accent is white below y = 0.179 and black above (≥ 4.58:1 either way); the accent as text is scaled down to y ≤ 0.15 by day
 * (≥ 5.2:1 on white) and mixed with white up to y ≥ 0.32 by night. The greys carry a share of the accent's own chroma.
 */
export const tokenStyles: string = css`
  .fh {
    all: initial;
    color-scheme: light dark;
    --fh-a: var(--firsthand-accent, var(--fh-site, #3557d6));
    --fh-night: oklch(from var(--fh-a) max(l, 0.52) c h);
    --fh-accent: light-dark(var(--fh-a), var(--fh-night));
    --fh-on-accent: light-dark(
      color(
        from var(--fh-a) xyz-d65 clamp(0, (0.179 - y) * 9999, 0.9505) clamp(0, (0.179 - y) * 9999, 1) clamp(0, (0.179 - y) * 9999, 1.089)
      ),
      color(
        from var(--fh-night) xyz-d65 clamp(0, (0.179 - y) * 9999, 0.9505) clamp(0, (0.179 - y) * 9999, 1)
          clamp(0, (0.179 - y) * 9999, 1.089)
      )
    );
    --fh-accent-ink: light-dark(
      color(from var(--fh-a) xyz-d65 calc(x * min(1, 0.15 / y)) calc(y * min(1, 0.15 / y)) calc(z * min(1, 0.15 / y))),
      color(
        from var(--fh-a) xyz-d65 calc(x + max(0, 0.32 - y) / (1.001 - y) * (0.9505 - x)) calc(y + max(0, 0.32 - y) / (1.001 - y) * (1 - y))
          calc(z + max(0, 0.32 - y) / (1.001 - y) * (1.089 - z))
      )
    );
    --fh-surface: light-dark(oklch(from var(--fh-a) 99.6% calc(c * 0.01) h), oklch(from var(--fh-a) 19% calc(c * 0.06) h));
    --fh-raised: light-dark(#fff, oklch(from var(--fh-a) 25% calc(c * 0.07) h));
    --fh-sunken: light-dark(oklch(from var(--fh-a) 96.6% calc(c * 0.04) h), oklch(from var(--fh-a) 23.5% calc(c * 0.07) h));
    --fh-hover: light-dark(oklch(from var(--fh-a) 94.4% calc(c * 0.05) h), oklch(from var(--fh-a) 28% calc(c * 0.09) h));
    --fh-line: light-dark(oklch(from var(--fh-a) 91% calc(c * 0.05) h), oklch(from var(--fh-a) 31% calc(c * 0.09) h));
    --fh-field-line: light-dark(oklch(from var(--fh-a) 64% calc(c * 0.09) h), oklch(from var(--fh-a) 56% calc(c * 0.1) h));
    --fh-ink: light-dark(oklch(from var(--fh-a) 23% calc(c * 0.1) h), oklch(from var(--fh-a) 94% calc(c * 0.04) h));
    --fh-muted: light-dark(oklch(from var(--fh-a) 48% calc(c * 0.1) h), oklch(from var(--fh-a) 73% calc(c * 0.08) h));
    --fh-bubble: light-dark(oklch(from var(--fh-a) 93.2% calc(c * 0.2) h), oklch(from var(--fh-a) 33% calc(c * 0.34) h));
    --fh-wash: light-dark(oklch(from var(--fh-a) 96.8% calc(c * 0.1) h), oklch(from var(--fh-a) 24% calc(c * 0.2) h));
    --fh-here: light-dark(oklch(58% 0.15 152), oklch(74% 0.17 152));
    --fh-danger: light-dark(oklch(50% 0.18 27), oklch(75% 0.13 25));
    --fh-warn: light-dark(oklch(95.5% 0.035 85), oklch(29% 0.04 85));
    --fh-shadow:
      0 0 0 1px light-dark(oklch(20% 0.02 260 / 0.07), oklch(100% 0 0 / 0.1)), 0 2px 6px light-dark(oklch(20% 0.02 260 / 0.06), #0006),
      0 14px 44px light-dark(oklch(20% 0.02 260 / 0.17), #000a);
    --fh-ease: 160ms cubic-bezier(0.2, 0.7, 0.3, 1);
    --fh-font: var(--firsthand-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    display: block;
    box-sizing: border-box;
    color: var(--fh-ink);
    background: var(--fh-surface);
    font: 400 15px/22px var(--fh-font);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    -webkit-font-smoothing: antialiased;
    -webkit-tap-highlight-color: transparent;
  }
  @supports not (color: color(from light-dark(red, red) xyz-d65 x y z)) {
    .fh {
      --fh-accent: #3557d6;
      --fh-on-accent: #fff;
      --fh-accent-ink: #2f4fc4;
      --fh-surface: #fff;
      --fh-raised: #fff;
      --fh-sunken: #f4f5f8;
      --fh-hover: #eceef3;
      --fh-line: #e0e3ea;
      --fh-field-line: #858b9b;
      --fh-ink: #171b26;
      --fh-muted: #565c6b;
      --fh-bubble: #e2e8fb;
      --fh-wash: #f2f4fc;
      --fh-here: #16874a;
      --fh-danger: #b3261e;
      --fh-warn: #fbf0d9;
      --fh-shadow: 0 14px 44px #0003;
    }
  }
  .fh[data-theme='light'] {
    color-scheme: light;
  }
  .fh[data-theme='dark'] {
    color-scheme: dark;
  }
  .fh :is(*, ::before, ::after) {
    box-sizing: border-box;
  }
  .fh :where(h1, h2, h3, p, ul, ol, dl, dd) {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  .fh :is(button, textarea, input) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
  }
  .fh button {
    cursor: pointer;
    touch-action: manipulation;
    text-align: start;
  }
  .fh a {
    color: var(--fh-accent-ink);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .fh a:hover {
    text-decoration-thickness: 2px;
  }
  .fh :focus-visible {
    outline: 2px solid var(--fh-accent-ink);
    outline-offset: 2px;
  }
  .fh :focus:not(:focus-visible) {
    outline: 0;
  }
  .fh svg {
    display: block;
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .fh-muted {
    color: var(--fh-muted);
  }
  .fh-small {
    font-size: 13px;
    line-height: 18px;
  }
  .fh-title {
    font-size: 20px;
    line-height: 26px;
    font-weight: 600;
    letter-spacing: -0.012em;
  }
  .fh-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes fh-in {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  @keyframes fh-fade {
    from {
      opacity: 0;
    }
  }
  @keyframes fh-pulse {
    50% {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .fh :is(*, ::before, ::after) {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`
