# What many sources include is compiled once. A target keeps a header of its own
# (target_precompile_headers) or shares that of another. With CMAKE_DISABLE_PRECOMPILE_HEADERS a build
# shows which includes are missing.

# penumbra_share_headers(TARGET OWNER): `target`, which links all that `owner` links and
# is compiled with the same options and macros, uses its header.
function(penumbra_share_headers target owner)
  # The header was compiled with -fPIC; an executable's -fPIE would not fit it.
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${target} PRIVATE -fPIC)
  target_precompile_headers(${target} REUSE_FROM ${owner})
  get_target_property(automoc ${target} AUTOMOC)
  if(automoc)
    penumbra_without_headers(${target} ${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp)
  endif()
endfunction()

# penumbra_without_headers(TARGET SOURCES...): these include little of what is precompiled. LibTorch's
# precompiled header alone costs a source six seconds.
function(penumbra_without_headers target)
  if(NOT TARGET ${target})
    return()
  endif()
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
