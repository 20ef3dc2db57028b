#pragma once
#include <fribidi.h>

// FriBidi spells the paragraph directions as macros over macros, which Swift cannot see.
enum {
    presswork_fribidi_base_auto = FRIBIDI_PAR_ON,
    presswork_fribidi_base_right_to_left = FRIBIDI_PAR_RTL
};
