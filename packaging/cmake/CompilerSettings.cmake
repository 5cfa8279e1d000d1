# Language level, warnings, sanitizers and ccache for our own targets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(penumbra_settings INTERFACE)
target_include_directories(penumbra_settings INTERFACE ${CMAKE_SOURCE_DIR}/core ${CMAKE_SOURCE_DIR})
# -Wno-restrict: GCC 12 warns of std::string's own operator+ (GCC bug 105651).
target_compile_options(penumbra_settings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Werror -Wno-restrict>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-unknown-warning-option>
  $<$<COMPILE_LANGUAGE:CXX>:-fno-math-errno>)
if(PENUMBRA_SANITIZE)
  # GCC spends up to half of its time on optimising what sanitizers add.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1 -DNDEBUG")
  endif()
  target_compile_options(penumbra_settings INTERFACE -fsanitize=${PENUMBRA_SANITIZE}
                         -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(penumbra_settings INTERFACE -fsanitize=${PENUMBRA_SANITIZE})
endif()
