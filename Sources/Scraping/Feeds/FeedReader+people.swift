import Markup

extension FeedReader {
    /// Authors, contributors and publishers: an element with members in Atom, one text elsewhere.
    func readPerson(_ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings) {
        // Of thousands only the first are kept, so the others need not be read.
        guard fields["authors"]?.list.count ?? 0 < FeedFields.listLimit else { return }
        let person = person(node, surroundings)
        guard !person.members.isEmpty else { return }
        switch element(node) {
        case .contributor: fields.append(.fields(person), to: "contributors")
        case .publisher:
            set("publisher", person, in: &fields)
            if fields["author"] == nil, memberName(node) == "itunes_owner" { set("author", person, in: &fields) }
        default:
            if fields["author"] == nil || element(node) == .author { set("author", person, in: &fields) }
            fields.append(.fields(person), to: "authors")
        }
    }

    private func set(_ name: String, _ person: FeedFields, in fields: inout FeedFields) {
        fields[name] = .text(Self.line(for: person))
        fields[name + "_detail"] = .fields(person)
    }

    private func person(_ node: Int, _ surroundings: Surroundings) -> FeedFields {
        let children = tree.children(of: node)
        guard !children.isEmpty else { return Self.person(text(node)) }
        var person = FeedFields()
        for child in children {
            let value = text(child)
            guard !value.isEmpty else { continue }
            switch tree.name(of: child)?.local.lowercased() {
            case "name": person["name"] = .text(value)
            case "email": person["email"] = .text(value)
            case "uri", "url", "homepage":
                person["href"] = .text(FeedAddress.resolve(value, against: inside(child, surroundings).base))
            default: break
            }
        }
        return person
    }

    /// A name and an address for mail, in whichever order and brackets.
    static func person(_ text: String) -> FeedFields {
        var person = FeedFields()
        guard !text.isEmpty else { return person }
        guard let at = text.firstIndex(of: "@"), let address = mailAddress(in: text, around: at) else {
            person["name"] = .text(text)
            return person
        }
        var name = String(text[..<address.lowerBound] + text[address.upperBound...])
        for brackets in ["()", "<>", "&lt;&gt;"] { name = name.replacing(brackets, with: "") }
        name = name.trimmingBlanks
        if name.hasPrefix("mailto:") { name = String(name.dropFirst(7)) }
        if name.hasPrefix("(") { name.removeFirst() }
        if name.hasSuffix(")") { name.removeLast() }
        name = name.trimmingBlanks
        if !name.isEmpty { person["name"] = .text(name) }
        person["email"] = .text(String(text[address]))
        return person
    }

    private static func mailAddress(in text: String, around at: String.Index) -> Range<String.Index>? {
        func belongs(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber || "._%+-".contains(character))
        }
        var start = at
        while start > text.startIndex, belongs(text[text.index(before: start)]) { start = text.index(before: start) }
        var end = text.index(after: at)
        while end < text.endIndex, belongs(text[end]) { end = text.index(after: end) }
        let host = text[text.index(after: at)..<end]
        guard start < at, host.contains("."), host.last?.isLetter == true else { return nil }
        // A query behind it (`?subject=…`) belongs to the address as it is written, not to the name.
        if end < text.endIndex, text[end] == "?" {
            end = text[end...].firstIndex { $0.isWhitespace || $0 == ")" || $0 == ">" } ?? text.endIndex
        }
        return start..<end
    }

    /// A person on one line: `Name (address)`.
    static func line(for person: FeedFields) -> String {
        switch (person.text("name"), person.text("email")) {
        case (let name?, let email?): "\(name) (\(email))"
        case (let name?, nil): name
        case (nil, let email?): email
        case (nil, nil): person.text("href") ?? ""
        }
    }
}
