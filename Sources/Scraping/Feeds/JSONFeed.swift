import Markup

/// JSON Feed 1.0 and 1.1 (jsonfeed.org), under the names that other feeds have.
struct JSONFeed {
    private let base: FeedBase

    /// Nil for JSON that is no feed.
    static func read(_ text: String, base: String) -> FeedDocument? {
        guard let json = LooseJSON(text), let items = json["items"],
            json["version"]?.text?.contains("jsonfeed") == true || json["title"] != nil
        else { return nil }
        let reader = JSONFeed(base: FeedBase(base))
        var document = FeedDocument()
        document.version = json["version"]?.text?.hasSuffix("1.1") == true ? "json11" : "json1"
        document.feed = reader.feed(json)
        document.entries = items.elements.prefix(FeedReader.entryLimit).map { reader.entry($0, of: json) }
        return document
    }

    private func feed(_ json: LooseJSON) -> FeedFields {
        var feed = FeedFields()
        text("title", json["title"], &feed)
        address("link", json["home_page_url"], &feed)
        text("subtitle", json["description"], &feed)
        text("language", json["language"], &feed)
        people(json, &feed)
        if let icon = json["icon"]?.text {
            feed["image"] = .fields(FeedFields([("href", .text(FeedAddress.resolve(icon, against: base)))]))
        }
        return feed
    }

    private func entry(_ json: LooseJSON, of feed: LooseJSON) -> FeedFields {
        var entry = FeedFields()
        address("link", json["url"] ?? json["external_url"], &entry)
        text("id", json["id"] ?? json["url"], &entry)
        text("title", json["title"], &entry)
        content(json["content_html"], "text/html", &entry)
        content(json["content_text"], "text/plain", &entry)
        if let summary = json["summary"]?.text ?? json["content_text"]?.text { entry["summary"] = .text(summary) }
        date("published", json["date_published"], &entry)
        date("updated", json["date_modified"], &entry)
        text("language", json["language"], &entry)
        people(json["authors"] != nil || json["author"] != nil ? json : feed, &entry)
        if let image = json["image"]?.text ?? json["banner_image"]?.text {
            entry["image"] = .fields(FeedFields([("href", .text(FeedAddress.resolve(image, against: base)))]))
        }
        for tag in json["tags"]?.elements ?? [] {
            guard let term = tag.text else { continue }
            let fields = FeedFields([("term", .text(term)), ("scheme", .null), ("label", .null)])
            entry.append(.fields(fields), to: "tags")
        }
        for attachment in json["attachments"]?.elements ?? [] {
            guard let url = attachment["url"]?.text else { continue }
            var fields = FeedFields([("href", .text(FeedAddress.resolve(url, against: base)))])
            text("type", attachment["mime_type"], &fields)
            text("length", attachment["size_in_bytes"], &fields)
            entry.append(.fields(fields), to: "enclosures")
        }
        return entry
    }

    private func content(_ value: LooseJSON?, _ type: String, _ fields: inout FeedFields) {
        guard let text = value?.text else { return }
        let value = type == "text/html" ? FeedMarkup.cleaned(text, base: base) : text
        let content = FeedFields([
            ("type", .text(type)), ("language", .null), ("base", .text(base.text)), ("value", .text(value)),
        ])
        fields.append(.fields(content), to: "content")
        fields.setDefault("summary", .text(value))
    }

    private func people(_ json: LooseJSON, _ fields: inout FeedFields) {
        for author in (json["authors"] ?? json["author"])?.elements ?? [] {
            var person = FeedFields()
            text("name", author["name"], &person)
            address("href", author["url"], &person)
            guard !person.members.isEmpty else { continue }
            if fields["author"] == nil {
                fields["author"] = .text(FeedReader.line(for: person))
                fields["author_detail"] = .fields(person)
            }
            fields.append(.fields(person), to: "authors")
        }
    }

    private func text(_ name: String, _ value: LooseJSON?, _ fields: inout FeedFields) {
        if let text = value?.text { fields[name] = .text(text) }
    }

    private func address(_ name: String, _ value: LooseJSON?, _ fields: inout FeedFields) {
        if let text = value?.text { fields[name] = .text(FeedAddress.resolve(text, against: base)) }
    }

    private func date(_ name: String, _ value: LooseJSON?, _ fields: inout FeedFields) {
        guard let text = value?.text else { return }
        let date = FeedDate(text)
        fields[name] = .text(date?.iso ?? text)
        fields[name + "_parsed"] = date.map { .moment($0) } ?? .null
    }
}
