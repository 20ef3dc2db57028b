import Markup

extension FeedReader {
    func readAddress(_ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings) {
        var address: String { FeedAddress.resolve(text(node), against: surroundings.base) }
        switch element(node) {
        case .link: readLink(node, of: owner, into: &fields, surroundings)
        case .enclosure:
            readAttributes(node, as: "enclosure", into: &fields, surroundings)
        case .id:
            let id = address
            fields["id"] = .text(id)
            if owner == .feed { fields["guid"] = .text(id) }
        case .guid:
            let isAddress = attribute("ispermalink", of: node).map { $0.lowercased() == "true" } ?? true
            let id = isAddress ? address : text(node)
            guard !id.isEmpty else { return }
            fields["id"] = .text(id)
            fields["guid"] = .text(id)
            fields["guidislink"] = .bool(isAddress && fields["link"] == nil)
            if isAddress { fields.setDefault("link", .text(id)) }
        case .license:
            let license =
                attribute("resource", of: node).map { FeedAddress.resolve($0, against: surroundings.base) } ?? address
            fields["license"] = .text(license)
            fields.append(
                .fields(FeedFields([("rel", .text("license")), ("href", .text(license))])), to: "links")
        case .generator: readGenerator(node, into: &fields, surroundings)
        default: fields[memberName(node)] = .text(address)
        }
    }

    private func readGenerator(_ node: Int, into fields: inout FeedFields, _ surroundings: Surroundings) {
        var generator = FeedFields([("name", .text(text(node)))])
        if let address = ["uri", "url", "resource"].lazy.compactMap({ attribute($0, of: node) }).first {
            generator["href"] = .text(FeedAddress.resolve(address, against: surroundings.base))
        }
        if let version = attribute("version", of: node) { generator["version"] = .text(version) }
        fields["generator"] = .text(text(node))
        fields["generator_detail"] = .fields(generator)
    }

    /// RSS has the address as text, Atom as an attribute beside what it is for.
    private func readLink(
        _ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings
    ) {
        guard attribute("href", of: node) == nil else {
            return readAttributes(node, as: attribute("rel", of: node) ?? "alternate", into: &fields, surroundings)
        }
        var written = text(node)
        if written.isEmpty { written = attribute("resource", of: node) ?? "" }
        // A query whose ampersands were taken for references keeps their semicolons.
        if written.utf8.contains(UInt8(ascii: "&")), written.utf8.contains(UInt8(ascii: ";")) {
            written = Self.withoutSemicolons(written)
        }
        guard !written.isEmpty else { return }
        let address = FeedAddress.resolve(written, against: surroundings.base)
        let relation = attribute("rel", of: node) ?? "alternate"
        let type = attribute("type", of: node) ?? "text/html"
        fields.append(
            .fields(FeedFields([("rel", .text(relation)), ("type", .text(type)), ("href", .text(address))])),
            to: "links")
        if relation == "alternate" { fields["link"] = .text(address) }
    }

    /// A link or an enclosure with what it says of itself.
    private func readAttributes(
        _ node: Int, as relation: String, into fields: inout FeedFields, _ surroundings: Surroundings
    ) {
        var link = FeedFields([("rel", .text(relation))])
        for (name, value) in tree.attributes(of: node) where name.prefix.isEmpty {
            let local = name.local.lowercased()
            switch local {
            case "rel", "base", "lang": break
            case "href", "url", "uri": link["href"] = .text(FeedAddress.resolve(value, against: surroundings.base))
            default: link[local] = .text(value)
            }
        }
        if relation == "self" {
            link.setDefault("type", .text("application/atom+xml"))
        } else if relation != "enclosure" {
            link.setDefault("type", .text("text/html"))
        }
        fields.append(.fields(link), to: "links")
        let type = link.text("type") ?? ""
        if relation == "alternate", type == "text/html" || type == "application/xhtml+xml" {
            fields["link"] = link["href"]
        } else if relation == "enclosure" {
            link["rel"] = nil
            fields.append(.fields(link), to: "enclosures")
        }
    }

    private static func withoutSemicolons(_ text: String) -> String {
        var output = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            output += rest[...ampersand]
            rest = rest[rest.index(after: ampersand)...]
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            output += name
            rest = rest.dropFirst(name.count)
            if rest.first == ";", !name.isEmpty { rest = rest.dropFirst() }
        }
        return output + rest
    }
}
