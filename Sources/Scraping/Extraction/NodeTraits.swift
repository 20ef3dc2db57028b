import Markup

/// What the names on an element (class, id, role) and its tag say about its purpose.
struct NodeTraits: OptionSet {
    let rawValue: UInt32

    static let navigation = NodeTraits(rawValue: 1 << 0)
    static let sidebar = NodeTraits(rawValue: 1 << 1)
    static let footer = NodeTraits(rawValue: 1 << 2)
    static let header = NodeTraits(rawValue: 1 << 3)
    static let sharing = NodeTraits(rawValue: 1 << 4)
    static let related = NodeTraits(rawValue: 1 << 5)
    static let comments = NodeTraits(rawValue: 1 << 6)
    static let advertising = NodeTraits(rawValue: 1 << 7)
    static let overlay = NodeTraits(rawValue: 1 << 8)
    static let byline = NodeTraits(rawValue: 1 << 9)
    static let content = NodeTraits(rawValue: 1 << 10)
    static let hidden = NodeTraits(rawValue: 1 << 11)
    static let signup = NodeTraits(rawValue: 1 << 12)
    static let post = NodeTraits(rawValue: 1 << 13)
    static let tags = NodeTraits(rawValue: 1 << 14)
    static let articleBody = NodeTraits(rawValue: 1 << 15)
    static let reviews = NodeTraits(rawValue: 1 << 16)

    /// Any of these is no part of a page's own content.
    static let boilerplate: NodeTraits = [
        .navigation, .sidebar, .footer, .sharing, .related, .advertising, .overlay, .hidden, .signup, .tags,
    ]

    /// Raw values by the words of names.
    static let byWord = table(vocabulary)
    /// Raw values by the value of a role.
    static let byRole = table(roles)

    private static func table(_ vocabulary: [(NodeTraits, String)]) -> NameTable {
        var traits: [String: NodeTraits] = [:]
        for (trait, words) in vocabulary {
            for word in words.split(separator: " ") { traits[String(word), default: []].insert(trait) }
        }
        return NameTable(traits.map { ($0.key, $0.value.rawValue) })
    }

    private static let roles: [(NodeTraits, String)] = [
        (.navigation, "navigation menu menubar toolbar search"), (.header, "banner"), (.footer, "contentinfo"),
        (.sidebar, "complementary"), (.overlay, "dialog alertdialog"), (.content, "main article"),
    ]

    private static let vocabulary: [(NodeTraits, String)] = [
        (
            .navigation,
            "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumb crumbs pagination pager paging "
                + "prevnext toolbar topbar navi sitemap skiplink skip dropdown toc tableofcontents prev"
        ),
        (.sidebar, "sidebar aside sidenav rail widget widgets sidecolumn"),
        (.footer, "footer foot colophon copyright legal disclaimer imprint bottombar"),
        (.header, "header masthead banner topnav siteheader"),
        (.sharing, "share sharing shares social socials addthis addtoany sharedaddy sharebar follow socialmedia"),
        (
            .related,
            "related recommended recommendation recommendations recirc recirculation popular trending upsell crosssell "
                + "suggested suggestions teaser teasers similar readmore morefrom outbrain taboola also upnext featured"
        ),
        (.comments, "comment comments commentlist disqus respond discussion livefyre"),
        (.reviews, "review reviews testimonial testimonials rating ratings"),
        (
            .advertising,
            "ad ads advert adverts advertisement advertising adsense adslot adunit sponsor sponsored sponsors promo "
                + "promos promotion promoted dfp googlead affiliate"
        ),
        (
            .overlay,
            "cookie cookies consent gdpr popup modal overlay lightbox dialog drawer offcanvas toast tooltip popover "
                + "interstitial paywall onetrust cookiebanner"
        ),
        (.signup, "newsletter subscribe subscription signup optin mailchimp mailinglist login signin register donate"),
        (.byline, "byline author authors posted timestamp dateline published postmeta"),
        (.tags, "tags tagcloud taglist"),
        (.content, "content article entry story body main text prose markdown blog richtext rte copy description"),
        (.articleBody, "articlebody entrycontent postcontent articlecontent storybody postbody articletext mainbody"),
        (.post, "post message reply replies answer topic thread"),
        (.hidden, "visuallyhidden invisible screenreader noprint sronly dnone"),
    ]
}
