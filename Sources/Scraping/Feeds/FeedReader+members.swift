import Markup

extension FeedReader {
    /// Reads one element into the members of its owner.
    func read(_ node: Int, of owner: Owner, into fields: inout FeedFields, _ outer: Surroundings) {
        let surroundings = inside(node, outer)
        switch element(node) {
        case .title, .moduleTitle, .description, .summary, .subtitle, .info, .rights, .content, .body, .encodedContent:
            readConstruct(node, of: owner, into: &fields, surroundings)
        case .link, .id, .guid, .enclosure, .license, .comments, .address, .generator:
            readAddress(node, of: owner, into: &fields, surroundings)
        case .author, .person, .authorName, .contributor, .publisher:
            readPerson(node, of: owner, into: &fields, surroundings)
        case .category, .subject, .keywords, .itunesCategory, .mediaCategory: readTags(node, into: &fields)
        case .published: readDate(node, "published", into: &fields)
        case .updated: readDate(node, "updated", into: &fields)
        case .created: readDate(node, "created", into: &fields)
        case .expired: readDate(node, "expired", into: &fields)
        case .validity: readValidity(node, into: &fields)
        case .language:
            let language = text(node)
            if !language.isEmpty { fields["language"] = .text(language) }
        case .source: readSource(node, into: &fields, surroundings)
        case .image, .itunesImage, .textInput: readImage(node, of: owner, into: &fields, surroundings)
        case .flag: readFlag(node, into: &fields)
        case .mediaGroup, .mediaItem, .mediaText, .mediaPlayer, .mediaRestriction:
            readMedia(node, of: owner, into: &fields, surroundings)
        case .entry, .channel, .contents: break
        case .other: readOther(node, of: owner, into: &fields, surroundings)
        }
    }

    private func readDate(_ node: Int, _ name: String, into fields: inout FeedFields) {
        let text = text(node)
        guard !text.isEmpty else { return }
        let date = FeedDate(text)
        fields[name] = .text(date?.iso ?? text)
        fields[name + "_parsed"] = date.map { .moment($0) } ?? .null
    }

    /// `start=…; end=…` (dcterms:valid).
    private func readValidity(_ node: Int, into fields: inout FeedFields) {
        for part in text(node).split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks }
            guard pair.count == 2, pair[0] == "start" || pair[0] == "end" else { continue }
            fields["validity_" + pair[0]] = .text(pair[1])
            fields["validity_\(pair[0])_parsed"] = FeedDate(pair[1]).map { .moment($0) } ?? .null
        }
    }

    /// The feed that an entry was taken from: whole in Atom, a title and an address in RSS.
    private func readSource(_ node: Int, into fields: inout FeedFields, _ surroundings: Surroundings) {
        var source = FeedFields()
        for child in tree.children(of: node) { read(child, of: .source, into: &source, surroundings) }
        if source.members.isEmpty {
            let title = text(node)
            if !title.isEmpty { source["title"] = .text(title) }
        }
        if let address = attribute("url", of: node) {
            source["href"] = .text(FeedAddress.resolve(address, against: surroundings.base))
        }
        fields["source"] = .fields(source)
    }

    /// An image or a text box, whose own title and link are not its owner's.
    private func readImage(
        _ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings
    ) {
        let name = element(node) == .textInput ? "textinput" : "image"
        var image = fields[name]?.fields ?? FeedFields()
        if let address = attribute("href", of: node) ?? attribute("url", of: node) {
            image["href"] = .text(FeedAddress.resolve(address, against: surroundings.base))
        }
        for child in tree.children(of: node) {
            let text = text(child)
            switch tree.name(of: child)?.local.lowercased() {
            case "url":
                image["href"] = .text(FeedAddress.resolve(text, against: surroundings.base))
                image["url"] = image["href"]
            case "link":
                image["link"] = .text(FeedAddress.resolve(text, against: surroundings.base))
                image.append(
                    .fields(FeedFields([("rel", .text("alternate")), ("href", image["link"] ?? .null)])), to: "links")
            case let local?: image[local] = .text(text)
            case nil: break
            }
        }
        let written = text(node)
        if image.members.isEmpty, !written.isEmpty {
            image["href"] = .text(FeedAddress.resolve(written, against: surroundings.base))
        }
        if !image.members.isEmpty { fields[name] = .fields(image) }
    }

    /// `itunes:block` and `itunes:explicit`: 1 for yes; of `explicit`, `clean` and `no` say no, anything else nothing.
    private func readFlag(_ node: Int, into fields: inout FeedFields) {
        let value = text(node).lowercased()
        let name = memberName(node)
        if name == "itunes_block" {
            fields[name] = .number(tree.text(of: node) == "yes" ? 1 : 0)
        } else {
            let isYes = value == "yes" || value == "true"
            let isNo = value == "clean" || value == "no" || value == "false"
            fields[name] = isYes ? .number(1) : isNo ? .number(0) : .null
        }
    }

    /// What no dialect knows: its text, or its attributes where it has any.
    private func readOther(
        _ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings
    ) {
        let name = memberName(node)
        guard !name.isEmpty, fields.members.count < 1000 else { return }
        if tree.hasAttributes(node) {
            let attributes = tree.attributes(of: node).filter { $0.name.prefix != "xml" }
            if !attributes.isEmpty {
                fields[name] = .fields(FeedFields(attributes.map { ($0.name.local.lowercased(), .text($0.value)) }))
                return
            }
        }
        let children = tree.children(of: node)
        if children.isEmpty {
            fields[name] = .text(text(node))
        } else {
            for child in children where element(child) != .entry { read(child, of: owner, into: &fields, surroundings) }
        }
    }
}
