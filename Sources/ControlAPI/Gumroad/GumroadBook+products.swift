import Pipelines

extension GumroadBook {
    private static let pageSize = 10
    private static let coverLimit = 8
    private static let natures: Set<String> = [
        "digital", "course", "ebook", "membership", "bundle", "call", "commission", "coffee",
    ]
    private static let pictureTypes: Set<String> = ["image/jpeg", "image/png", "image/gif"]

    /// Everything below `/products`; `path` is what follows.
    mutating func product(_ call: GumroadCall, _ path: [String]) -> GumroadAnswer {
        if path.isEmpty {
            switch call.method {
            case "GET": return page(after: call.query["page_key"])
            case "POST": return create(call)
            default: return .refusal(404, "There is no \(call.method) \(call.path).")
            }
        }
        guard let index = products.firstIndex(where: { $0.id == path[0] }) else {
            return .failure("The product was not found.")
        }
        switch (call.method, path.dropFirst().first, path.count) {
        case ("GET", nil, 1): return shown(index)
        case ("PUT", nil, 1): return update(index, call)
        case ("DELETE", nil, 1):
            products.remove(at: index)
            return .success(["message": .string("The product was deleted successfully.")])
        case ("PUT", "enable"?, 2), ("PUT", "disable"?, 2):
            products[index].isPublished = path[1] == "enable"
            return shown(index)
        case ("POST", "covers"?, 2): return addCover(index, call)
        case ("DELETE", "covers"?, 3): return removeCover(index, path[2])
        case ("POST", "thumbnail"?, 2): return setThumbnail(index, call)
        default: return .refusal(404, "There is no \(call.method) \(call.path).")
        }
    }

    private func shown(_ index: Int) -> GumroadAnswer { .success(["product": products[index].json]) }

    /// Ten products, the newest first, from the one after `key` on.
    private func page(after key: String?) -> GumroadAnswer {
        let listed = Array(products.reversed())
        var rest = listed[...]
        if let key {
            guard let index = listed.firstIndex(where: { $0.id == key }) else {
                return .refusal(400, "The page_key is not valid.")
            }
            rest = listed[(index + 1)...]
        }
        var members: [String: JSONValue] = ["products": .array(rest.prefix(Self.pageSize).map(\.json))]
        if rest.count > Self.pageSize, let last = rest.prefix(Self.pageSize).last {
            members["next_page_key"] = .string(last.id)
            members["next_page_url"] = .string("/v2/products?page_key=\(last.id)")
        }
        return .success(members)
    }

    private mutating func create(_ call: GumroadCall) -> GumroadAnswer {
        guard case .json(.object(var fields)) = call.body else { return .refusal(400, "The body is no object.") }
        if let mistake = mistake(in: fields, isNew: true, of: nil) { return .failure(mistake) }
        let id = newID("product")
        for (index, file) in (fields["files"]?.elements ?? []).enumerated() {
            guard let entry = newFile(file) else { return .failure("The file \(index) was not found.") }
            fields["files"] = .array(replacing(fields["files"], at: index, with: entry))
        }
        fields["native_type"] = fields["native_type"] ?? .string("digital")
        products.append(GumroadShelfProduct(id: id, fields: fields))
        return shown(products.count - 1)
    }

    /// What is said replaces what was; `files` replaces all files, and one that is named by its id alone stays.
    private mutating func update(_ index: Int, _ call: GumroadCall) -> GumroadAnswer {
        guard case .json(.object(var fields)) = call.body else { return .refusal(400, "The body is no object.") }
        if let mistake = mistake(in: fields, isNew: false, of: index) { return .failure(mistake) }
        let known = products[index].fields["files"]?.elements ?? []
        for (position, file) in (fields["files"]?.elements ?? []).enumerated() {
            let kept = file["id"].flatMap { id in known.first { $0["id"] == id } }
            guard let entry = kept ?? newFile(file) else { return .failure("The file \(position) was not found.") }
            fields["files"] = .array(replacing(fields["files"], at: position, with: entry))
        }
        if let order = fields.removeValue(forKey: "cover_ids")?.elements?.map(\.text) {
            products[index].covers.sort { one, other in
                (order.firstIndex(of: one.id) ?? order.count) < (order.firstIndex(of: other.id) ?? order.count)
            }
        }
        products[index].fields.merge(fields) { $1 }
        return shown(index)
    }

    /// The first thing that Gumroad would refuse.
    private func mistake(in fields: [String: JSONValue], isNew: Bool, of index: Int?) -> String? {
        for name in ["file", "preview", "thumbnail"] where fields[name] != nil {
            return "\(name) is not accepted here; upload it and name it by its own endpoint."
        }
        if isNew || fields["name"] != nil {
            guard let name = fields["name"]?.text, !name.isEmpty else { return "Name can't be blank" }
            guard name.count <= 255 else { return "Name is too long (maximum is 255 characters)" }
        }
        if let price = fields["price"], (price.integer ?? -1) < 0 { return "Price must be a number of minor units" }
        if let nature = fields["native_type"], !Self.natures.contains(nature.text ?? "") {
            return "native_type is not one that can be created"
        }
        guard let permalink = fields["custom_permalink"] else { return nil }
        guard let text = permalink.text, text.wholeMatch(of: /[A-Za-z0-9_-]{1,255}/) != nil else {
            return "Custom permalink can only contain letters, numbers, dashes, and underscores"
        }
        let isTaken = products.indices.contains { $0 != index && products[$0].permalink == text }
        return isTaken ? "Custom permalink has already been taken" : nil
    }

    /// A file that was uploaded, with an id of its own.
    private mutating func newFile(_ file: JSONValue) -> JSONValue? {
        guard case .object(var members) = file, let url = members["url"]?.text,
            uploads.values.contains(where: { $0.isComplete && $0.url == url })
        else { return nil }
        members["id"] = .string(newID("file"))
        return .object(members)
    }

    private func replacing(_ list: JSONValue?, at index: Int, with entry: JSONValue) -> [JSONValue] {
        var elements = list?.elements ?? []
        elements[index] = entry
        return elements
    }

    private mutating func addCover(_ index: Int, _ call: GumroadCall) -> GumroadAnswer {
        guard let id = pictureID(call) else { return .failure("The picture was not found, or is no JPEG, PNG or GIF.") }
        guard products[index].covers.count < Self.coverLimit else {
            return .failure("A product can have at most \(Self.coverLimit) covers.")
        }
        products[index].covers.append(.init(id: newID("cover"), picture: id))
        return covers(index)
    }

    private mutating func removeCover(_ index: Int, _ cover: String) -> GumroadAnswer {
        guard let position = products[index].covers.firstIndex(where: { $0.id == cover }) else {
            return .failure("The cover was not found.")
        }
        products[index].covers.remove(at: position)
        return covers(index)
    }

    private func covers(_ index: Int) -> GumroadAnswer {
        let product = products[index]
        return .success([
            "covers": product.coverList, "main_cover_id": product.covers.first.map { .string($0.id) } ?? .null,
        ])
    }

    private mutating func setThumbnail(_ index: Int, _ call: GumroadCall) -> GumroadAnswer {
        guard let id = pictureID(call) else { return .failure("The picture was not found, or is no JPEG, PNG or GIF.") }
        products[index].thumbnail = id
        return .success(["thumbnail": .object(["guid": .string(id)])])
    }

    private func pictureID(_ call: GumroadCall) -> String? {
        guard let id = call.text("signed_blob_id"), let picture = pictures[id], picture.isStored,
            Self.pictureTypes.contains(picture.contentType)
        else { return nil }
        return id
    }
}
