import Markup

extension FeedReader {
    private static let itunesScheme = "http://www.itunes.com/"
    private static let mediaScheme = "http://search.yahoo.com/mrss/category_schema"

    func readTags(_ node: Int, into fields: inout FeedFields) {
        switch element(node) {
        case .itunesCategory:
            addTag(attribute("text", of: node) ?? text(node), Self.itunesScheme, nil, to: &fields)
            for child in tree.children(of: node) where element(child) == .itunesCategory {
                readTags(child, into: &fields)
            }
        case .keywords:
            let scheme = memberName(node) == "itunes_keywords" ? Self.itunesScheme : nil
            for word in text(node).split(separator: ",") { addTag(word.trimmingBlanks, scheme, nil, to: &fields) }
        case .mediaCategory:
            addTag(
                text(node), attribute("scheme", of: node) ?? Self.mediaScheme, attribute("label", of: node), to: &fields
            )
        case .subject: addTag(text(node), nil, nil, to: &fields)
        default:
            let term = attribute("term", of: node) ?? text(node)
            let scheme = attribute("scheme", of: node) ?? attribute("domain", of: node)
            addTag(term, scheme, attribute("label", of: node), to: &fields)
        }
    }

    private func addTag(_ term: String, _ scheme: String?, _ label: String?, to fields: inout FeedFields) {
        guard !term.isEmpty || scheme != nil || label != nil, fields["tags"]?.list.count ?? 0 < 1000 else { return }
        let tag = FeedFields([
            ("term", term.isEmpty ? .null : .text(term)), ("scheme", scheme.map { .text($0) } ?? .null),
            ("label", label.map { .text($0) } ?? .null),
        ])
        if fields["tags"]?.list.contains(.fields(tag)) != true { fields.append(.fields(tag), to: "tags") }
    }

    /// Media RSS: what pictures, sounds and films belong to an entry.
    func readMedia(_ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings) {
        let name = memberName(node)
        switch element(node) {
        case .mediaGroup:
            for child in tree.children(of: node) { read(child, of: owner, into: &fields, surroundings) }
        case .mediaItem:
            var item = attributes(node, surroundings)
            let text = text(node)
            if !text.isEmpty, name == "media_thumbnail" { item.setDefault("url", .text(text)) }
            fields.append(.fields(item), to: name)
            for child in tree.children(of: node) { read(child, of: owner, into: &fields, surroundings) }
        case .mediaPlayer:
            var player = attributes(node, surroundings)
            player["content"] = .text(text(node))
            fields[name] = .fields(player)
        case .mediaRestriction:
            var restriction = attributes(node, surroundings)
            let places = text(node).lowercased().split(separator: " ").map { FeedValue.text(String($0)) }
            restriction["content"] = .list(places)
            fields[name] = .fields(restriction)
        default:
            var fact = attributes(node, surroundings)
            fact["content"] = .text(text(node))
            if name == "media_credit" {
                fields.append(.fields(fact), to: name)
            } else {
                fields[name] = .fields(fact)
            }
        }
    }

    private func attributes(_ node: Int, _ surroundings: Surroundings) -> FeedFields {
        FeedFields(
            tree.attributes(of: node).map { name, value in
                let local = name.local.lowercased()
                let isAddress = local == "url" || local == "href"
                return (local, .text(isAddress ? FeedAddress.resolve(value, against: surroundings.base) : value))
            })
    }
}
