# SDL2 for the web, without its configure step (15 s instead of 135): 2.26.5 carries SDL_config_emscripten.h.
# Only video, events and timers are real; the rest are its own dummies.
enable_language(C)
set(S "${NINES_SOURCES}/sdl2/src")
file(GLOB SDL2_SOURCES
  ${S}/*.c ${S}/atomic/*.c ${S}/audio/*.c ${S}/audio/dummy/*.c ${S}/audio/disk/*.c ${S}/audio/emscripten/*.c
  ${S}/cpuinfo/*.c ${S}/events/*.c ${S}/file/*.c ${S}/filesystem/emscripten/*.c ${S}/haptic/*.c ${S}/haptic/dummy/*.c
  ${S}/hidapi/*.c ${S}/joystick/*.c ${S}/joystick/emscripten/*.c ${S}/joystick/dummy/*.c ${S}/loadso/dlopen/*.c
  ${S}/locale/*.c ${S}/locale/emscripten/*.c ${S}/misc/*.c ${S}/misc/emscripten/*.c ${S}/power/*.c
  ${S}/power/emscripten/*.c ${S}/render/*.c ${S}/render/software/*.c ${S}/sensor/*.c ${S}/sensor/dummy/*.c
  ${S}/stdlib/*.c ${S}/libm/*.c ${S}/thread/*.c ${S}/thread/generic/*.c ${S}/timer/*.c ${S}/timer/unix/*.c
  ${S}/video/*.c ${S}/video/emscripten/*.c ${S}/video/yuv2rgb/*.c ${S}/dynapi/*.c)
nines_third_party_library(sdl2 ${SDL2_SOURCES})
target_include_directories(nines_sdl2 SYSTEM PUBLIC "${NINES_SOURCES}/sdl2/include")
target_compile_definitions(nines_sdl2 PRIVATE SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_SENSOR_DISABLED=1
  SDL_POWER_DISABLED=1 SDL_RENDER_DISABLED=1 SDL_HAPTIC_DISABLED=1)
target_compile_options(nines_sdl2 PRIVATE ${NINES_SMALL})
