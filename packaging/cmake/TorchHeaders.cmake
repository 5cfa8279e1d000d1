# LibTorch's headers take a quarter of a minute to parse: those that most sources need are compiled once,
# with penumbra_learn.
# penumbra_torch_headers(TARGET) lets another target, that links penumbra_learn and has sources that
# include it, use the same precompiled header.
function(penumbra_torch_headers target)
  # The header was compiled with -fPIC; an executable's -fPIE would not fit it.
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${target} PRIVATE -fPIC)
  target_precompile_headers(${target} REUSE_FROM penumbra_learn)
  get_target_property(automoc ${target} AUTOMOC)
  if(automoc)
    penumbra_without_torch(${target} ${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp)
  endif()
endfunction()

# penumbra_without_torch(TARGET SOURCES...): these include no LibTorch. The precompiled header alone
# costs a source six seconds.
function(penumbra_without_torch target)
  if(NOT TARGET ${target})
    return()
  endif()
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
