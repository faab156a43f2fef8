import Foundation
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct AssetTests {
    @Test(arguments: Asset.allCases)
    func `is served so that nothing else can be run, loaded or framed`(asset: Asset) async throws {
        let reply = try await withServer { try await $0.send("GET", asset.rawValue) }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(
            reply.lastingFields == [
                "content-type": asset.contentType,
                "content-length": String(asset.bytes.count),
                "cache-control": "no-cache",
                "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'",
                "cross-origin-resource-policy": "same-origin",
                "referrer-policy": "no-referrer",
                "x-content-type-options": "nosniff",
                "x-frame-options": "DENY",
            ]
        )
        #expect(reply.body == asset.text)
    }

    @Test(arguments: Asset.allCases)
    func `names no other host`(asset: Asset) {
        // Names of XML's namespaces look like addresses and are none.
        let text = asset.text.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(text.matches(of: /[a-z]:\/\/|["'(]\/\/|@import/).map { String($0.output) } == [])
    }

    @Test(arguments: [Asset.livePage, .docsPage])
    func `has neither scripts nor styles between its tags, which the policy would refuse`(page: Asset) {
        #expect(page.text.matches(of: /<script(?![^>]* src=)|<style|\son[a-z]+=|\sstyle=|javascript:/).isEmpty)
    }

    @Test(arguments: [Asset.livePage, .docsPage])
    func `links below its own address only, so that it works below a proxy's prefix`(page: Asset) throws {
        let links = page.text.matches(of: /(?:href|src)="([^"]*)"/).map { String($0.output.1) }
        #expect(links.count > 6)
        for link in links {
            #expect(!link.hasPrefix("/"))
            _ = try Endpoint(path: link == "./" ? "/" : "/" + link)
        }
    }

    @Test func `imports what is there`() throws {
        var imports = 0
        for asset in Asset.allCases where asset.rawValue.hasSuffix(".js") {
            let files = asset.text.matches(of: /from '\.\/([^']*)'/).map(\.output.1)
            // Each statement is one of those found, however its quotes are.
            #expect(asset.text.matches(of: /(?m)^(import|export .* from)\b/).count == files.count, "\(asset)")
            for file in files {
                guard case .asset = try Endpoint(path: "/assets/\(file)") else {
                    Issue.record("\(asset) imports \(file)")
                    continue
                }
            }
            imports += files.count
        }
        #expect(imports > 5)
    }

    @Test func `is there for every file in the folder`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Web/Pages").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let served = Asset.allCases.map { asset in
            switch asset {
            case .livePage: "index.html"
            case .docsPage: "docs.html"
            default: asset.rawValue.replacing("/assets/", with: "")
            }
        }
        #expect(Set(files) == Set(served + ["openapi.json"]))
    }

    @Test func `weighs little`() {
        let others: [Asset] = [.docsPage, .docsScript, .docsStyle, .answersScript, .trialScript]
        let livePage = Set(Asset.allCases).subtracting(others)
        #expect(livePage.reduce(0) { $0 + $1.bytes.count } < 40_000)
    }
}

extension Asset {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
