import Hummingbird

/// The page at `/`: what this is, and where its pages are.
///
/// Links are relative, so that they hold behind a proxy that serves the exporter below a prefix.
struct LandingPage {
    let version: String

    var response: Response {
        var response = Response.fixed(type: "text/html; charset=utf-8", html)
        // Nothing may run, load or frame this page but its own stylesheet.
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        response.headers[referrerPolicy] = "no-referrer"
        return response
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>sqs-exporter</title>
        <link rel="stylesheet" href="style.css">
        </head>
        <body>
        <main>
        <h1>sqs-exporter</h1>
        <p>Counts the events on your SQS queues, each of them once, for Prometheus.</p>
        <dl>
        \(links.map(\.html).joined(separator: "\n"))
        </dl>
        <footer>Version \(version.htmlEscaped)</footer>
        </main>
        </body>
        </html>

        """
    }

    private var links: [Link] {
        [
            Link(path: "metrics", purpose: "what Prometheus scrapes, in its text format"),
            Link(path: "stats", purpose: "count and sum of each event type, as JSON; one type at /stats/{type}"),
            Link(path: "-/healthy", purpose: "whether it works, or should be restarted"),
            Link(path: "-/ready", purpose: "whether it consumes right now"),
        ]
    }

    private struct Link {
        let path: String
        let purpose: String

        var html: String {
            "<dt><a href=\"\(path.htmlEscaped)\">/\(path.htmlEscaped)</a></dt>\n<dd>\(purpose.htmlEscaped)</dd>"
        }
    }
}

private let referrerPolicy = {
    guard let name = HTTPFields.Element.Name("Referrer-Policy") else {
        preconditionFailure("letters and a hyphen are a valid name of a header field")
    }
    return name
}()
