import Markup

extension NodeTraits {
    /// Reads what the class, id, role and item property of elements say; made once a page.
    struct Reader {
        /// What names said that were read before.
        private struct Known {
            var start: UInt32 = 0
            var stop: UInt32 = 0
            var traits: NodeTraits = []
        }

        private let words = NodeTraits.byWord
        private let roles = NodeTraits.byRole
        private let isTrue = NameHash.of("true".utf8)
        /// By their last bytes and their length: most names of a page stand on many of its elements.
        private var known = [Known](repeating: Known(), count: 256)

        /// - Parameter attributes: those of one element; their values stand in `bytes`.
        mutating func traits(of attributes: Span<HTMLTree.AttributeValue>, in bytes: Span<UInt8>) -> NodeTraits {
            var traits: NodeTraits = []
            for index in attributes.indices {
                let attribute = attributes[index]
                let value = bytes.extracting(Int(attribute.start)..<Int(attribute.stop))
                switch attribute.name {
                case .class, .itemprop: traits.formUnion(ofNames(attribute, in: bytes))
                // Names of one element each.
                case .id: traits.formUnion(ofNames(value))
                case .role:
                    traits.formUnion(ofNames(attribute, in: bytes))
                    traits.formUnion(NodeTraits(rawValue: roles[Self.hash(of: value)] ?? 0))
                case .hidden: traits.insert(.hidden)
                case .ariaHidden: if Self.hash(of: value) == isTrue { traits.insert(.hidden) }
                case .ariaModal: traits.insert(.overlay)
                case .style: if NodeTraits.hides(value) { traits.insert(.hidden) }
                default: break
                }
            }
            return traits
        }

        private mutating func ofNames(_ attribute: HTMLTree.AttributeValue, in bytes: Span<UInt8>) -> NodeTraits {
            let names = bytes.extracting(Int(attribute.start)..<Int(attribute.stop))
            var slot = UInt64(names.count)
            for index in max(0, names.count - 8)..<names.count { slot = NameHash.combine(slot, names[index]) }
            let place = Int(truncatingIfNeeded: slot ^ slot >> 8) & (known.count - 1)
            let before = known[place]
            if before.stop - before.start == attribute.stop - attribute.start {
                let others = bytes.extracting(Int(before.start)..<Int(before.stop))
                // Without a branch in its loop, which goes over many bytes at a time.
                var difference: UInt8 = 0
                for index in names.indices { difference |= names[index] ^ others[index] }
                if difference == 0 { return before.traits }
            }
            let traits = ofNames(names)
            known[place] = Known(start: attribute.start, stop: attribute.stop, traits: traits)
            return traits
        }

        /// Splits names at anything that is no letter and before capitals, and looks up each word and each pair of neighbours:
        /// `post-body`, `postBody` and `post_body` are `post`, `body` and `postbody`.
        private func ofNames(_ names: Span<UInt8>) -> NodeTraits {
            let empty = NameHash.empty
            var traits: UInt32 = 0
            var word = empty
            var pair = empty
            var wasLower = false
            for index in 0..<min(names.count, NodeTraits.longestNames) {
                let byte = names[index]
                let isLower = byte >= 0x61 && byte <= 0x7A
                let isUpper = byte >= 0x41 && byte <= 0x5A
                if word != empty, !isLower, !isUpper || wasLower {
                    traits |= meaning(of: word, pair)
                    pair = word
                    word = empty
                }
                wasLower = isLower
                if isLower || isUpper {
                    word = NameHash.combine(word, byte | 0x20)
                    pair = NameHash.combine(pair, byte | 0x20)
                } else if byte.isHTMLSpace {
                    pair = empty
                }
            }
            if word != empty { traits |= meaning(of: word, pair) }
            return NodeTraits(rawValue: traits)
        }

        private static func hash(of value: Span<UInt8>) -> UInt64 {
            var hash = NameHash.empty
            for index in value.indices { hash = NameHash.combine(hash, value[index]) }
            return hash
        }

        private func meaning(of word: UInt64, _ pair: UInt64) -> UInt32 {
            let own = words[word] ?? 0
            return pair == word ? own : own | (words[pair] ?? 0)
        }
    }

    /// Bytes of a class attribute that are read.
    private static let longestNames = 512

    /// Whether a style attribute takes the element out of sight.
    private static func hides(_ style: Span<UInt8>) -> Bool {
        // Neither declaration has its first letter twice, so that one which breaks off need not be looked at again.
        var display = 0
        var visibility = 0
        for index in 0..<min(style.count, 1024) where !style[index].isHTMLSpace {
            let byte = style[index] &- 0x41 < 26 ? style[index] | 0x20 : style[index]
            display = byte == invisible[display] ? display + 1 : byte == invisible[0] ? 1 : 0
            visibility = byte == unseen[visibility] ? visibility + 1 : byte == unseen[0] ? 1 : 0
            if display == invisible.count || visibility == unseen.count { return true }
        }
        return false
    }

    private static let invisible = Array("display:none".utf8)
    private static let unseen = Array("visibility:hidden".utf8)
}
