import CLibXML2

/// What the whole process sets up once for libxml2, and what each parse is given.
enum LibXML {
    /// Elements nested deeper than this are dropped by the parser.
    static let maximumDepth: UInt32 = 1000

    static let options =
        Int32(HTML_PARSE_RECOVER.rawValue) | Int32(HTML_PARSE_NOERROR.rawValue) | Int32(HTML_PARSE_NOWARNING.rawValue)
        | Int32(HTML_PARSE_NONET.rawValue)

    private static let initialized: Void = presswork_xml_initialize(maximumDepth)

    /// Before every parse, on the thread that parses.
    static func prepare() {
        _ = initialized
        presswork_xml_silence()
    }
}
