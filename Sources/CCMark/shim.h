#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

/// What a node of an extension is. Its type is a number given out at run time; its name is fixed.
typedef enum {
    PRESSWORK_CMARK_OTHER = 0,
    PRESSWORK_CMARK_TABLE,
    PRESSWORK_CMARK_TABLE_ROW,
    PRESSWORK_CMARK_TABLE_CELL,
    PRESSWORK_CMARK_STRIKETHROUGH
} presswork_cmark_extension_kind;

static inline presswork_cmark_extension_kind presswork_cmark_extension(cmark_node *_Nonnull node) {
    const char *name = cmark_node_get_type_string(node);
    if (!name) return PRESSWORK_CMARK_OTHER;
    if (!strcmp(name, "table")) return PRESSWORK_CMARK_TABLE;
    if (!strcmp(name, "table_row") || !strcmp(name, "table_header")) return PRESSWORK_CMARK_TABLE_ROW;
    if (!strcmp(name, "table_cell")) return PRESSWORK_CMARK_TABLE_CELL;
    if (!strcmp(name, "strikethrough")) return PRESSWORK_CMARK_STRIKETHROUGH;
    return PRESSWORK_CMARK_OTHER;
}
