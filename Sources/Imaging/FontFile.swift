/// A font file as Debian installs it, pinned by its hash so that equal titles give equal pixels on every machine.
package enum FontFile: String, Sendable, CaseIterable {
    case garamond = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Regular.otf"
    case garamondItalic = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Italic.otf"
    case inter = "/usr/share/fonts/opentype/inter/Inter-Regular.otf"
    case interMedium = "/usr/share/fonts/opentype/inter/Inter-Medium.otf"
    case interSemiBold = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf"
    case interDisplayLight = "/usr/share/fonts/opentype/inter/InterDisplay-Light.otf"
    case interDisplayExtraBold = "/usr/share/fonts/opentype/inter/InterDisplay-ExtraBold.otf"
    case dejaVuSerif = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
    case dejaVuSans = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    case dejaVuSansBold = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
    case droidFallback = "/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf"

    /// The file's absolute path.
    package var path: String { rawValue }

    /// The Debian package that installs the file.
    package var debianPackage: String {
        switch self {
        case .garamond, .garamondItalic: "fonts-ebgaramond"
        case .inter, .interMedium, .interSemiBold, .interDisplayLight, .interDisplayExtraBold: "fonts-inter"
        case .dejaVuSerif, .dejaVuSans, .dejaVuSansBold: "fonts-dejavu-core"
        case .droidFallback: "fonts-droid-fallback"
        }
    }

    /// True if titles in its scripts alone need it: Chinese, Japanese and Korean.
    package var isOptional: Bool { self == .droidFallback }

    /// The file's SHA-256 in Debian 12, in hexadecimal.
    package var sha256: String {
        switch self {
        case .garamond: "4ee3bdb3a6618e74ac13a7b2c0a5079fa949be94a25736008ddb9f8b2e492963"
        case .garamondItalic: "ce6bf781c71358408102ebd62557ae11852f122364666bc034b2e70dcc972790"
        case .inter: "a7e791e8f5a0fb02b65663f7fca73e1d1ca9543f772ad480cbd76f4e3fe3f8cc"
        case .interMedium: "99dab2bdcb613c4c8264000a94351d1227f74dc95a86d1249493aeee0c0179c4"
        case .interSemiBold: "8c1990b6012254ea2b487161697d107357dd0ee55811cfd91c8c11227bbef457"
        case .interDisplayLight: "3c1ca9b58f22f6c0a736704bc62e754eeb15981f4b93bb510963f3d9a8297a23"
        case .interDisplayExtraBold: "8d28ae39fa9c092d2898aeb8916022882600829e0a9f2d34390dccd245c0bee0"
        case .dejaVuSerif: "13e61509f5c81d7c3132810f4f903e3523df89c802bf6e0674621e8f659cdfe1"
        case .dejaVuSans: "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322"
        case .dejaVuSansBold: "0d977336a6d5fba34eab8e3199eb218327161b5143749f802982c2bc34df0c96"
        case .droidFallback: "56d3edfb377a8bc3c4b77f4476405c770173c0e31221ad7c77d0a8e1f3039a3e"
        }
    }
}
