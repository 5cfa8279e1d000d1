# torch/torch.h takes half a minute to parse: it is compiled once, with penumbra_learn.
# penumbra_torch_headers(TARGET) lets another target, that links penumbra_learn and has sources that
# include it, use the same precompiled header.
function(penumbra_torch_headers target)
  # The header was compiled with -fPIC; an executable's -fPIE would not fit it.
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${target} PRIVATE -fPIC)
  target_precompile_headers(${target} REUSE_FROM penumbra_learn)
endfunction()
