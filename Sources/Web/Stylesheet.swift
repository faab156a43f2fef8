/// How our pages look: the reader's own fonts and colours, light or dark as the reader's system is.
let stylesheet = """
    :root {
        color-scheme: light dark;
        font: 1.0625rem/1.5 system-ui, sans-serif;
    }
    body {
        margin: 0;
        padding: 4rem 1.5rem;
    }
    main {
        max-width: 38rem;
        margin: 0 auto;
    }
    h1 {
        margin: 0;
        font-size: 1.75rem;
        font-weight: 650;
        letter-spacing: -0.01em;
    }
    dl {
        margin: 2rem 0;
        border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent);
    }
    dt {
        margin-top: 1rem;
        font: 1rem/1.5 ui-monospace, monospace;
    }
    dd {
        margin: 0;
    }
    dd,
    footer {
        color: color-mix(in srgb, currentcolor 70%, transparent);
    }
    footer {
        font-size: 0.875rem;
    }

    """
