import Markup

/// What an element of a feed is for, whichever dialect and namespace it comes from.
enum FeedElement: Hashable {
    case title, moduleTitle, link, id, guid, description, summary, subtitle, info, rights, content, body
    case encodedContent
    case author, person, authorName, contributor, publisher
    case category, subject, keywords, itunesCategory, mediaCategory
    case published, updated, created, expired, validity
    case generator, language, enclosure, source, image, itunesImage, textInput, comments, address
    case license, flag, mediaGroup, mediaItem, mediaText, mediaPlayer, mediaRestriction
    case entry, channel
    /// The table of contents of RSS 1.0, which says nothing that the entries do not.
    case contents
    case other

    /// Which element it is, and what it is called in the output where its kind does not say.
    init(_ name: XMLTree.Name) {
        let local = name.local.lowercased()
        switch FeedNamespace(name) {
        case .core: self = Self.core[local] ?? .other
        case .xhtml: self = local == "body" ? .body : .other
        case .dublinCore: self = Self.dublinCore[local] ?? .other
        case .content: self = local == "encoded" ? .encodedContent : .other
        case .itunes: self = Self.itunes[local] ?? .other
        case .media: self = Self.media[local] ?? .other
        case .creativeCommons: self = local == "license" ? .license : .other
        case .comments: self = local == "comment" || local == "commentrss" ? .address : .other
        case .foreign: self = .other
        }
    }

    private static let core: [String: FeedElement] = [
        "title": .title, "link": .link, "id": .id, "guid": .guid, "description": .description, "summary": .summary,
        "abstract": .summary, "subtitle": .subtitle, "tagline": .subtitle, "info": .info, "rights": .rights,
        "copyright": .rights, "content": .content, "body": .body, "fullitem": .encodedContent,
        "prodlink": .encodedContent, "author": .author, "managingeditor": .authorName, "contributor": .contributor,
        "webmaster": .publisher, "category": .category, "keywords": .keywords, "tags": .keywords,
        "pubdate": .published, "published": .published, "issued": .published, "updated": .updated,
        "modified": .updated, "lastbuilddate": .updated, "created": .created, "expirationdate": .expired,
        "generator": .generator, "language": .language, "enclosure": .enclosure, "source": .source, "image": .image,
        "textinput": .textInput, "comments": .comments, "docs": .address, "url": .address, "logo": .address,
        "icon": .address, "newlocation": .address, "item": .entry, "entry": .entry, "product": .entry,
        "channel": .channel, "feed": .channel, "items": .contents,
    ]

    private static let dublinCore: [String: FeedElement] = [
        "title": .moduleTitle, "description": .description, "author": .authorName, "creator": .authorName,
        "contributor": .contributor, "publisher": .publisher, "subject": .subject, "date": .updated,
        "issued": .published, "modified": .updated, "created": .created, "valid": .validity, "rights": .rights,
        "language": .language,
    ]

    private static let itunes: [String: FeedElement] = [
        "author": .authorName, "summary": .summary, "subtitle": .subtitle, "image": .itunesImage,
        "category": .itunesCategory, "keywords": .keywords, "owner": .publisher, "block": .flag, "explicit": .flag,
        "title": .moduleTitle,
    ]

    private static let media: [String: FeedElement] = [
        "title": .moduleTitle, "description": .description, "category": .mediaCategory, "keywords": .keywords,
        "group": .mediaGroup, "content": .mediaItem, "thumbnail": .mediaItem, "credit": .mediaText,
        "license": .mediaText, "rating": .mediaText, "player": .mediaPlayer, "restriction": .mediaRestriction,
    ]
}

/// The vocabularies that feeds are written in, by their many addresses.
enum FeedNamespace {
    case core, dublinCore, content, itunes, media, xhtml, creativeCommons, comments, foreign

    init(_ name: XMLTree.Name) {
        let address = name.namespace.lowercased()
        switch address {
        case "", "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss",
            "http://blogs.law.harvard.edu/tech/rss", "http://my.netscape.com/rdf/simple/0.9/",
            "http://channel.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/publish/formats/rss-0.91.dtd",
            "http://purl.org/net/rss1.1#", "http://purl.org/rss/1.1/", "http://backend.userland.com/rss2",
            "http://purl.org/atom/ns#", "http://purl.org/rss/2.0/", "http://www.rssboard.org/rss-specification",
            "atom", "atom10", "rss", "http://example.com/newformat#", "http://example.com/necho",
            "http://purl.org/echo/", "uri/of/echo/namespace#", "http://purl.org/pie/":
            self = .core
        case "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/terms/", "dc",
            "dcterms":
            self = .dublinCore
        case "http://purl.org/rss/1.0/modules/content/", "content": self = .content
        case "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd", "itunes":
            self = .itunes
        case "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss", "media": self = .media
        case "http://www.w3.org/1999/xhtml", "xhtml": self = .xhtml
        case "http://web.resource.org/cc/", "http://creativecommons.org/ns#license",
            "http://backend.userland.com/creativecommonsrssmodule",
            "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html":
            self = .creativeCommons
        case "http://wellformedweb.org/commentapi/", "wfw": self = .comments
        case "http://www.w3.org/1998/math/mathml", "http://www.w3.org/2000/svg": self = .foreign
        // A feed whose own namespace is misspelt is a feed all the same.
        default: self = name.prefix.isEmpty || address.hasPrefix("http://backend.userland.com/rss") ? .core : .foreign
        }
    }

    /// The prefix under which members of modules are known, whatever a document calls it.
    static func prefix(of name: XMLTree.Name) -> String {
        switch Self(name) {
        case .core: ""
        case .dublinCore: name.namespace.lowercased().hasSuffix("/terms/") ? "dcterms_" : "dc_"
        case .content: "content_"
        case .itunes: "itunes_"
        case .media: "media_"
        case .xhtml: "xhtml_"
        case .creativeCommons: "cc_"
        case .comments: "wfw_"
        case .foreign: name.prefix.isEmpty ? "" : name.prefix.lowercased() + "_"
        }
    }
}
