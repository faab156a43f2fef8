/// A file of `Pages/`, which is part of the binary: a page or what a page loads.
///
/// The raw value is the path where it is served.
enum Asset: String, CaseIterable {
    case livePage = "/"
    case docsPage = "/docs"
    case answersScript = "/assets/answers.js"
    case chartScript = "/assets/chart.js"
    case conditionScript = "/assets/condition.js"
    case docsScript = "/assets/docs.js"
    case docsStyle = "/assets/docs.css"
    case domScript = "/assets/dom.js"
    case formatScript = "/assets/format.js"
    case icon = "/assets/icon.svg"
    case liveScript = "/assets/live.js"
    case liveStyle = "/assets/live.css"
    case ratesScript = "/assets/rates.js"
    case style = "/assets/style.css"
    case trialScript = "/assets/trial.js"
    case typesScript = "/assets/types.js"

    var contentType: String {
        switch self {
        case .livePage, .docsPage: "text/html; charset=utf-8"
        case .docsStyle, .liveStyle, .style: "text/css; charset=utf-8"
        case .icon: "image/svg+xml"
        case .answersScript, .chartScript, .conditionScript, .docsScript, .domScript, .formatScript, .liveScript,
            .ratesScript, .trialScript, .typesScript:
            "text/javascript; charset=utf-8"
        }
    }

    /// The file as SwiftPM has made it a constant of this module.
    var bytes: [UInt8] {
        switch self {
        case .livePage: PackageResources.index_html
        case .docsPage: PackageResources.docs_html
        case .answersScript: PackageResources.answers_js
        case .chartScript: PackageResources.chart_js
        case .conditionScript: PackageResources.condition_js
        case .docsScript: PackageResources.docs_js
        case .docsStyle: PackageResources.docs_css
        case .domScript: PackageResources.dom_js
        case .formatScript: PackageResources.format_js
        case .icon: PackageResources.icon_svg
        case .liveScript: PackageResources.live_js
        case .liveStyle: PackageResources.live_css
        case .ratesScript: PackageResources.rates_js
        case .style: PackageResources.style_css
        case .trialScript: PackageResources.trial_js
        case .typesScript: PackageResources.types_js
        }
    }
}
